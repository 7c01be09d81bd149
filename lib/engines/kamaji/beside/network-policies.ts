import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../../kubernetes';
import type { ManagementClusterModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { TENANT } from '../../native/names';
import { selectorFor } from '../../native/objects';
import type { Owner } from '../../native/objects';
import { BOTH, networkPolicies, policy, tcp } from '../../native/tenant/network-policies';
import { controlPlanePorts } from '../control-plane/network-profile';
import { optionsOf } from '../options';
import { dataStoreName, describedStores } from '../stores';

/**
 * The native engine's policies, which hold for these pods because they carry the same labels, and what is different here: Kamaji's
 * pods serve on the port of the endpoint, hold controller manager and scheduler too, and may talk to databases.
 */
export function controlPlanePolicies(tenant: TenantModel, owner: Owner, context: RenderContext): KubernetesObject[] {
  const usual = networkPolicies(tenant, owner, context).filter(({ metadata }) => metadata.name !== 'controllers');
  const { apiServer, konnectivity } = controlPlanePorts(tenant);
  const pods = { podSelector: { matchLabels: selectorFor(owner, TENANT.apiServer) } };
  return [
    ...usual,
    policy(owner, 'kamaji', {
      ...pods,
      policyTypes: BOTH,
      ingress: [{ ports: [tcp(apiServer), ...(konnectivity === null ? [] : [tcp(konnectivity)])] }],
      egress: [{ to: [pods], ports: [tcp(apiServer)] }, ...databaseRules(tenant, context)],
    }),
  ];
}

/** To the stores that exist already, at the ports of their endpoints; their names lead anywhere. */
function databaseRules(tenant: TenantModel, context: RenderContext): NetworkPolicyEgressRule[] {
  const ports = [...new Set(storesOf(tenant).flatMap((name) => portsOf(name, context.cluster)))].sort((a, b) => a - b);
  if (ports.length === 0) return [];
  return [{ ports: ports.map(tcp) }];
}

function storesOf(tenant: TenantModel): readonly string[] {
  const { dataStoreOverrides = [] } = optionsOf(tenant.engine);
  return [dataStoreName(tenant), ...dataStoreOverrides.map(({ dataStore }) => dataStore)];
}

function portsOf(name: string, cluster: ManagementClusterModel): number[] {
  const described = describedStores(cluster)[name]?.endpoints;
  const endpoints = described ?? cluster.stores.find((store) => store.name === name)?.endpoints ?? [];
  return endpoints.flatMap((endpoint) => {
    const port = Number(/:(\d+)\/?$/.exec(endpoint)?.[1]);
    return Number.isInteger(port) ? [port] : [];
  });
}
