import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { tenantEndpoint } from '../bootstrap/endpoint';
import { tenantOwner } from '../objects';
import { approverObjects } from './approver';
import { credentialObjects } from './credential-job';
import { mintedPools } from './identities';
import { joinNetworkPolicies } from './network-policies';
import { usedTokenObjects } from './used-tokens';
import { workerPoolsConfigMap } from './worker-pools';

/**
 * What machines need to become nodes, beside the control plane: credentials that are made in the cluster and end, and somebody who
 * approves the certificates that kubelets ask for. Nothing for a tenant without worker pools.
 */
export function renderJoin(tenant: TenantModel, context: RenderContext): readonly KubernetesObject[] {
  const owner = tenantOwner(tenant, context.cluster);
  const endpoint = tenantEndpoint(tenant, context.cluster.network.clusterDomain);
  return [
    ...joinNetworkPolicies(tenant, owner, context),
    ...workerPoolsConfigMap(tenant, owner),
    ...approverObjects(tenant, owner),
    ...mintedPools(tenant).flatMap((pool) => credentialObjects(tenant, owner, pool, endpoint)),
    ...usedTokenObjects(tenant, owner),
  ];
}
