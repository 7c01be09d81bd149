import { ColonnadeError, WORKER_GROUP_PROBLEMS } from '../../findings';
import { autoscalerName, isAutoscaled } from '../../workers';
import type { TenantPool } from '../tenant-pool';

/** The pods of a tenant's cluster-autoscaler. */
export interface AutoscalerAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The service account of the cluster-autoscaler that scales a pool.
 *
 * @param provider - as in `--cloud-provider`
 * @throws CLN3306 where no cluster-autoscaler of this provider does
 */
export function autoscalerAccount({ tenant, model }: TenantPool, provider: string): AutoscalerAccount {
  if (!isAutoscaled(model) || model.autoscaling.provider !== provider) {
    throw ColonnadeError.of({
      code: WORKER_GROUP_PROBLEMS.noAutoscaler.code,
      path: model.path,
      property: 'autoscaling',
      message: `no cluster-autoscaler of ${provider} scales it.`,
      fix: "autoscaling: { kind: 'cluster-autoscaler' } and a range as its size, or no identity.",
    });
  }
  return { namespace: tenant.namespace, serviceAccount: autoscalerName(provider) };
}
