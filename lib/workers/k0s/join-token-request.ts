import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel, WorkerPoolModel } from '../../model';
import { POOL_LABEL } from '../autoscaling';

/**
 * A `k0smotron.io/v1beta2` JoinTokenRequest: k0smotron answers with a Secret of the same name whose key `token` holds what
 * `k0s worker --token-file` reads. Deleting the request revokes the token.
 *
 * @param cluster - name of the k0smotron Cluster in the tenant's namespace. @default - the tenant's name
 *
 * https://docs.k0smotron.io/stable/join-nodes/
 */
export function joinTokenRequest(
  tenant: Pick<TenantModel, 'name' | 'namespace'>,
  pool: Pick<WorkerPoolModel, 'name' | 'join'>,
  cluster: string = tenant.name,
): KubernetesObject {
  return {
    apiVersion: 'k0smotron.io/v1beta2',
    kind: 'JoinTokenRequest',
    metadata: {
      name: `${tenant.name}-${pool.name}`,
      namespace: tenant.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'colonnade', [POOL_LABEL]: pool.name },
    },
    spec: { clusterName: cluster, role: 'worker', expiry: `${String(pool.join.tokenMinutes)}m` },
  };
}
