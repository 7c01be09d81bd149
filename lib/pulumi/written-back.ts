import type { WrittenBack } from '../engines';
import type { KubernetesObject } from '../kubernetes';
import { formatPath, valueAt } from './leaves';
import type { Path } from './leaves';

/** The fields of an object that controllers write, as `ignoreChanges` spells them. Fields whose parent is not written are none of ours. */
export function ignoredPaths(object: KubernetesObject, writtenBack: readonly WrittenBack[]): readonly string[] {
  const pointers = writtenBack
    .filter(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind)
    .flatMap((entry) => entry.pointers.map(segmentsOf))
    .filter((segments) => valueAt(object, segments.slice(0, -1)) !== undefined);
  return [...new Set(pointers.map(formatPath))];
}

function segmentsOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment.replaceAll('~1', '/').replaceAll('~0', '~')));
}
