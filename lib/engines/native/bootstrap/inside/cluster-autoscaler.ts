import type { KubernetesObject } from '../../../../kubernetes';
import type { TenantModel } from '../../../../model';
import {
  AUTOSCALER_CLUSTER_RIGHTS,
  AUTOSCALER_USER,
  autoscalerNamespaceRights,
  clusterAutoscalers,
} from '../../../../workers';
import { addonMeta } from './labels';
import { clusterRole, clusterRoleBinding, role, roleBinding, user } from './rbac-objects';

const NAME = 'colonnade:cluster-autoscaler';

/** What the tenant's cluster-autoscalers may do inside the tenant; empty where no pool has one. */
export function clusterAutoscalerAccess(tenant: TenantModel): readonly KubernetesObject[] {
  const names = clusterAutoscalers(tenant).map(({ name }) => name);
  if (names.length === 0) return [];
  const subjects = [user(AUTOSCALER_USER)];
  const everywhere = addonMeta('cluster-autoscaler', NAME, null);
  const ownNamespace = addonMeta('cluster-autoscaler', NAME);
  return [
    clusterRole(everywhere, AUTOSCALER_CLUSTER_RIGHTS),
    clusterRoleBinding(everywhere, NAME, subjects),
    role(ownNamespace, autoscalerNamespaceRights(names)),
    roleBinding(ownNamespace, NAME, subjects),
  ];
}
