export { K0sctlCluster, RUNNER_KEY_PATH } from './k0sctl-cluster';
export type { K0sctlClusterArgs, K0sctlRunner } from './k0sctl-cluster';
export { BareMetalManagementCluster } from './management-cluster';
export type { BareMetalManagementClusterArgs } from './management-cluster';
