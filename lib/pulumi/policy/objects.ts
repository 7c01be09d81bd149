import type { KubernetesObject } from '../../kubernetes';
import { valueAt } from '../leaves';

/** Whether the properties of a resource are an object of Kubernetes. */
export function isKubernetesObject(props: unknown): props is KubernetesObject {
  return (
    typeof valueAt(props, ['apiVersion']) === 'string' &&
    typeof valueAt(props, ['kind']) === 'string' &&
    typeof valueAt(props, ['metadata', 'name']) === 'string'
  );
}
