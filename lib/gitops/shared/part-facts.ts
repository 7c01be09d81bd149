import { isDeletionProtected, leftToControllers } from '../../engines';
import type { WrittenBack } from '../../engines';
import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput, PartOutput } from '../../synth';
import { groupOf } from './names';

/** What tools have to know of a part besides its file. */
export interface PartFacts {
  readonly part: PartOutput;
  /** Kinds of its objects, each once, in the order of their names. */
  readonly kinds: readonly PartKind[];
  /** Namespaces that it makes or has objects in, in the order of their names. */
  readonly namespaces: readonly string[];
  /** Its own namespace: the first that it makes; `default` where everything is cluster-scoped. */
  readonly ownNamespace: string;
  /** Whether something of it may not be deleted. */
  readonly isProtected: boolean;
  /** Fields that controllers write, by object. */
  readonly writtenBack: readonly WrittenObject[];
}

/** A kind among the objects of a part. */
export interface PartKind {
  readonly group: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** An object with fields that controllers write. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** JSON pointers. */
  readonly pointers: readonly string[];
}

/** Looks at the objects of a part, once. */
export function partFacts(part: PartOutput, { writesBack }: ClusterOutput): PartFacts {
  const objects = part.objects();
  const kinds = new Map<string, PartKind>();
  for (const { apiVersion, kind, metadata } of objects) {
    const group = groupOf(apiVersion);
    kinds.set(`${group} ${kind}`, { group, kind, isNamespaced: metadata.namespace !== undefined });
  }
  const made = objects.filter(({ kind, apiVersion }) => kind === 'Namespace' && apiVersion === 'v1');
  const used = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const namespaces = [...made.map(({ metadata }) => metadata.name), ...used];
  return {
    part,
    kinds: [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind),
    namespaces: [...new Set(namespaces)].sort(),
    ownNamespace: namespaces[0] ?? 'default',
    isProtected: objects.some(isDeletionProtected),
    writtenBack: objects.flatMap((object) => writtenObject(object, writesBack)),
  };
}

/** An object with the fields that are its controllers'; none where there are none. */
export function writtenObject(object: KubernetesObject, writesBack: readonly WrittenBack[]): readonly WrittenObject[] {
  const { apiVersion, kind, metadata } = object;
  const pointers = leftToControllers(object, writesBack);
  return pointers.length === 0
    ? []
    : [{ apiVersion, kind, name: metadata.name, namespace: metadata.namespace, pointers }];
}
