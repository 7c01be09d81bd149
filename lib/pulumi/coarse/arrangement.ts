import type { KubernetesObject } from '../../kubernetes';
import type { PlannedGroup, PlannedObject } from '../plan';
import { ROLLOUT } from './set';
import type { SetArrangement, SetProtection } from './set';

/** What the finer grain tells the Kubernetes provider of Pulumi, and nobody reads here. */
const PROVIDER_ANNOTATIONS: readonly string[] = ['pulumi.com/waitFor', 'pulumi.com/skipAwait'];

/** What an object of a group is called within its set: the same whatever its content is, for example `Job tenant-a/bootstrap`. */
export function namesOf({ objects }: PlannedGroup): readonly string[] {
  const short = objects.map(({ object, name }) => `${object.kind} ${name}`);
  return objects.map(({ key }, index) => {
    const name = short[index] ?? key;
    return short.indexOf(name) === short.lastIndexOf(name) ? name : key;
  });
}

/** Everything about the objects of a group but their content. */
export function arrangementOf(group: PlannedGroup, protection: SetProtection, waits: boolean): SetArrangement {
  const { objects } = group;
  const names = namesOf(group);
  const nameOf = new Map(objects.map(({ key }, index) => [key, names[index] ?? key]));
  const named = objects.map((planned) => [nameOf.get(planned.key) ?? planned.key, planned] as const);
  const awaited = waits ? named.flatMap(([name, planned]) => waitOf(planned).map((wait) => [name, wait] as const)) : [];
  return {
    phases: phasesOf(objects).map((keys) => keys.map((key) => nameOf.get(key) ?? key)),
    waitFor: Object.fromEntries(awaited),
    writtenBack: Object.fromEntries(
      named.flatMap(([name, { writtenBack }]) => (writtenBack.length > 0 ? [[name, writtenBack] as const] : [])),
    ),
    guarded: named.flatMap(([name, { isProtected }]) => (isProtected ? [name] : [])),
    protection,
  };
}

/** An object without what only the Kubernetes provider of Pulumi reads; a value that is known later may stand anywhere in it. */
export function withoutProviderAnnotations<T extends Readonly<Record<string, unknown>>>(object: T): T {
  const metadata: unknown = object['metadata'];
  if (!hasAnnotations(metadata)) return object;
  const { annotations, ...others } = metadata;
  const own = Object.entries(annotations).filter(([key]) => !PROVIDER_ANNOTATIONS.includes(key));
  if (own.length === Object.keys(annotations).length) return object;
  return { ...object, metadata: { ...others, ...(own.length > 0 && { annotations: Object.fromEntries(own) }) } };
}

function hasAnnotations(value: unknown): value is { readonly annotations: Readonly<Record<string, unknown>> } {
  if (typeof value !== 'object' || value === null || !('annotations' in value)) return false;
  return typeof value.annotations === 'object' && value.annotations !== null;
}

function waitOf({ object, stage }: PlannedObject): readonly string[] {
  switch (stage) {
    case 'finished':
      return ['condition=Complete=True'];
    case 'ready':
      // Without the annotation, the provider of the finer grain waits by itself until it is rolled out.
      return [annotationsOf(object)['pulumi.com/waitFor'] ?? ROLLOUT];
    case 'applied':
      return [];
  }
}

function annotationsOf({ metadata }: KubernetesObject): Readonly<Record<string, string>> {
  return metadata.annotations ?? {};
}

/** Keys of objects in groups, each of which needs something of the group before. */
function phasesOf(objects: readonly PlannedObject[]): readonly (readonly string[])[] {
  const byKey = new Map(objects.map((planned) => [planned.key, planned]));
  const depths = new Map<string, number>();
  const depthOf = (planned: PlannedObject): number => {
    const known = depths.get(planned.key);
    if (known !== undefined) return known;
    depths.set(planned.key, 0);
    const needs = planned.dependsOn.flatMap((key) => byKey.get(key) ?? []);
    const depth = Math.max(-1, ...needs.map(depthOf)) + 1;
    depths.set(planned.key, depth);
    return depth;
  };
  const phases: string[][] = [];
  for (const planned of objects) (phases[depthOf(planned)] ??= []).push(planned.key);
  return phases;
}
