import type { KubernetesObject } from '../../../kubernetes';
import type { EtcdClusterModel, EtcdStoreModel, StoreBindingModel, TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { tenantOwner } from '../objects';
import { enableAuthJob, tenantUserJob } from './admin-jobs';
import { identityPolicies } from './identity-policy';
import { memberObjects } from './members';
import { adminPolicy, dedicatedClients, defaultDeny, memberPolicy, storeClients } from './network-policies';
import { dedicatedPlacement, storePlacement } from './placement';

export { MANAGED_ETCD_FLAGS } from './member-flags';

/** The etcd cluster of a shared store, in the store's namespace; empty for a store that exists already. */
export function renderStoreEtcd(store: EtcdStoreModel, context: RenderContext): KubernetesObject[] {
  const placement = storePlacement(store, context.cluster);
  if (placement === undefined) return [];
  return [
    ...identityPolicies(placement, store),
    defaultDeny(placement),
    memberPolicy(placement, storeClients(placement)),
    adminPolicy(placement),
    ...memberObjects(placement),
    enableAuthJob(placement, store.endpoints),
  ];
}

/** The etcd cluster of one tenant, in the tenant's namespace. Its users are all the tenant, so there are no roles. */
export function renderDedicatedEtcd(
  tenant: TenantModel,
  etcd: EtcdClusterModel,
  context: RenderContext,
): KubernetesObject[] {
  const placement = dedicatedPlacement(tenant, etcd, context.cluster);
  return [memberPolicy(placement, dedicatedClients(placement)), ...memberObjects(placement)];
}

/**
 * A tenant's user in a shared store. Empty for a store that exists already: whoever runs it makes the users.
 *
 * @throws ColonnadeError `CLN4061` for a user or prefix that would reach beyond the tenant
 */
export function renderStoreUser(
  tenant: TenantModel,
  binding: Extract<StoreBindingModel, { kind: 'shared' }>,
  context: RenderContext,
): KubernetesObject[] {
  const store = context.cluster.stores.find((candidate) => candidate.name === binding.name);
  const placement = store && storePlacement(store, context.cluster);
  if (placement === undefined) return [];
  return [tenantUserJob(tenantOwner(tenant, context.cluster), tenant.path, binding, placement, store?.endpoints ?? [])];
}
