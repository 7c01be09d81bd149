import type { KubernetesObject } from '../../../kubernetes';
import type { ManagementClusterModel } from '../../../model';

export function renderClusterObjects(_cluster: ManagementClusterModel): KubernetesObject[] {
  return [];
}
