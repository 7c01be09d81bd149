import type { TenantModel } from '../../../model';
import type { ClientIdentity } from '../../../pki';
import { AUTOSCALER_USER, isAutoscaled } from '../../../workers';

/** Certificate of a tenant's cluster-autoscalers, and the key of their kubeconfig. */
export const AUTOSCALER = 'cluster-autoscaler';

/** The user that the tenant's cluster-autoscalers need; none where no pool has one. */
export function autoscalerClients({ workerPools }: Pick<TenantModel, 'workerPools'>): readonly ClientIdentity[] {
  if (!workerPools.some(isAutoscaled)) return [];
  return [{ name: AUTOSCALER, user: AUTOSCALER_USER, purpose: 'cluster-autoscalers towards API servers' }];
}
