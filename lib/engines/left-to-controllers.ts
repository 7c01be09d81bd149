import { pointerPath, valueAt } from '../kubernetes';
import type { KubernetesObject } from '../kubernetes';
import type { WrittenBack } from './outcome';

/**
 * JSON pointers to the fields of an object that are its controllers', each once. A value that is rendered is the program's, and who
 * ignored it would never bring a change of it into the cluster; lists are different, because controllers add to them. Fields whose parent
 * is not rendered are none of ours.
 */
export function leftToControllers(object: KubernetesObject, writesBack: readonly WrittenBack[]): readonly string[] {
  const pointers = writesBack
    .filter(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind)
    .flatMap((entry) => entry.pointers)
    .filter((pointer) => {
      const path = pointerPath(pointer);
      const value = valueAt(object, path);
      return value === undefined ? valueAt(object, path.slice(0, -1)) !== undefined : Array.isArray(value);
    });
  return [...new Set(pointers)];
}
