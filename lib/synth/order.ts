import type { KubernetesObject } from '../kubernetes';

/** Puts Namespaces in front of what lives in them; everything else keeps the order in which it was rendered. */
export function inFileOrder(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const isNamespace = (object: KubernetesObject): boolean => object.kind === 'Namespace' && object.apiVersion === 'v1';
  const firstOther = objects.findIndex((object) => !isNamespace(object));
  const isSorted = firstOther === -1 || !objects.slice(firstOther).some(isNamespace);
  if (isSorted) return objects;
  return [...objects.filter(isNamespace), ...objects.filter((object) => !isNamespace(object))];
}
