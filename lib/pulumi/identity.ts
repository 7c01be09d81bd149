import type { KubernetesObject } from '../kubernetes';

/** What the engines put behind the name of a Job that is named after its content. */
const CONTENT_HASH = /-[0-9a-f]{8}$/;

/** Identity of an object within its cluster. */
export function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${placeOf(metadata)}`;
}

/**
 * What resources of these objects are called: the same whatever their content is, so that a Job that is named after its content is
 * replaced, rather than forgotten and made anew. Where two would have the same name, they keep the whole of theirs.
 */
export function resourceNames(objects: readonly KubernetesObject[]): readonly string[] {
  const short = objects.map(({ kind, metadata }) => {
    const name = kind === 'Job' ? metadata.name.replace(CONTENT_HASH, '') : metadata.name;
    return placeOf({ ...metadata, name });
  });
  const uses = new Map<string, number>();
  const typed = objects.map(({ apiVersion, kind }, index) => `${apiVersion} ${kind} ${short[index] ?? ''}`);
  for (const name of typed) uses.set(name, (uses.get(name) ?? 0) + 1);
  return objects.map(({ metadata }, index) =>
    uses.get(typed[index] ?? '') === 1 ? (short[index] ?? metadata.name) : placeOf(metadata),
  );
}

function placeOf({ name, namespace }: { readonly name: string; readonly namespace?: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
