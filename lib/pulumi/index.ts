export { deploy, PulumiFleet } from './pulumi-fleet';
export type { PulumiFleetArgs } from './pulumi-fleet';
export type { FleetBuilder } from './fleet-plan';
export { GroupResources } from './group-resources';
export { KubernetesObjectResource } from './kubernetes-object';
export type { Later } from './later';
export { managementProvider } from './management-provider';
export type { ManagementProviderArgs } from './management-provider';
export { TenantResources } from './tenant-resources';
