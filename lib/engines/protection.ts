import type { KubernetesObject } from '../kubernetes';
import { LABELS } from './native/labels';

/** Whether an object is one that the management cluster refuses to delete, because its tenant or store says so. */
export function isDeletionProtected({ metadata }: KubernetesObject): boolean {
  return metadata.labels?.[LABELS.deletionProtection] === 'enabled';
}
