import type { KubernetesObject } from '../kubernetes';
import { valueAt } from './leaves';
import type { PlannedGroup, Stage } from './plan';

/** A group whose objects have their stage, but no dependencies yet. */
export interface Placed {
  readonly kind: PlannedGroup['kind'];
  readonly name: string;
  /** Of a tenant in a shared datastore, its name. */
  readonly storeName: string | undefined;
  readonly objects: readonly { readonly object: KubernetesObject; readonly key: string; readonly stage: Stage }[];
}

const PODS_OWNERS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet']);

/**
 * What has to be there before each object of a management cluster, by key, and what may go only after it:
 *
 * - its namespace, and the definition of its kind, where the fleet has them;
 * - before what has to be ready, everything of the tenant that has only to be applied, and the datastore it is in;
 * - before Jobs that finish a tenant, what has to be ready;
 * - before the pods of a datastore, everything else of it but its Jobs.
 *
 * No group waits for another one as a whole, so there are no chains: deployments take as long as their slowest tenant.
 */
export function dependenciesOf(groups: readonly Placed[]): ReadonlyMap<string, readonly string[]> {
  const all = groups.flatMap(({ objects }) => objects);
  const namespaces = new Map(
    all.filter(({ object }) => object.kind === 'Namespace').map(({ object, key }) => [object.metadata.name, key]),
  );
  const definitions = definitionsOf(all);
  const stores = new Map(groups.filter(({ kind }) => kind === 'store').map((group) => [group.name, anchorsOf(group)]));
  const found = new Map<string, readonly string[]>();
  for (const group of groups) {
    const applied = keysAt(group, 'applied');
    const ready = keysAt(group, 'ready');
    const store = group.storeName === undefined ? [] : (stores.get(group.storeName) ?? []);
    const behind: Readonly<Record<Stage, readonly string[]>> = {
      applied: [],
      ready: [...applied, ...store],
      finished: ready,
    };
    const anchors = new Set(group.kind === 'store' ? anchorsOf(group) : []);
    const around = group.objects.flatMap(({ object, key }) => (object.kind === 'Job' || anchors.has(key) ? [] : [key]));
    for (const { object, key, stage } of group.objects) {
      const own = [namespaces.get(object.metadata.namespace ?? '') ?? [], definitions.get(kindOf(object)) ?? []].flat();
      found.set(key, [...new Set([...own, ...behind[stage], ...(anchors.has(key) ? around : [])])]);
    }
  }
  return found;
}

function keysAt({ objects }: Placed, stage: Stage): readonly string[] {
  return objects.filter((entry) => entry.stage === stage).map(({ key }) => key);
}

/** What a datastore consists of when it runs: its pods, or the object that an operator makes them of. */
function anchorsOf({ objects }: Placed): readonly string[] {
  const pods = objects.filter(({ object }) => PODS_OWNERS.has(object.kind));
  const chosen = pods.length > 0 ? pods : objects.filter(({ object }) => object.kind === 'DataStore');
  return chosen.map(({ key }) => key);
}

/** Definitions of kinds that are among the objects, by group and kind. */
function definitionsOf(
  all: readonly { readonly object: KubernetesObject; readonly key: string }[],
): ReadonlyMap<string, string> {
  return new Map(
    all
      .filter(({ object }) => object.kind === 'CustomResourceDefinition')
      .flatMap(({ object, key }): readonly (readonly [string, string])[] => {
        const group = valueAt(object, ['spec', 'group']);
        const kind = valueAt(object, ['spec', 'names', 'kind']);
        return typeof group === 'string' && typeof kind === 'string' ? [[`${group} ${kind}`, key]] : [];
      }),
  );
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return `${slash === -1 ? '' : apiVersion.slice(0, slash)} ${kind}`;
}
