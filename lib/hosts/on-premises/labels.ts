import type { ObjectMeta } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';

/** Labels and annotations of everything that a place renders. */
export function metadataOf(
  cluster: Pick<ManagementClusterModel, 'labels' | 'annotations'>,
  name: string,
  namespace?: string,
): ObjectMeta {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: { ...cluster.labels, 'app.kubernetes.io/managed-by': 'colonnade' },
    ...(Object.keys(cluster.annotations).length > 0 && { annotations: { ...cluster.annotations } }),
  };
}
