import type { FleetModel } from '../model';

/** One text somewhere in the model. */
export interface Place {
  /** Construct path of what it belongs to. */
  readonly path: string;
  /** The property as it is written in the program, for example `extraArgs.apiServer.v`. */
  property(): string;
  /** The name that it stands under: the last key, or in `{ name, value }` the name. Empty inside a list. */
  readonly name: string;
}

/**
 * Looks at one text and says whether something was found, so that shared parts of the model are looked at again for everybody
 * who has them only when there is something to report.
 */
export type Look = (text: string, place: Place) => boolean;

/** Fields that hold other things with a path of their own, and fields that the program does not write. */
const SKIPPED = new Set(['stores', 'tenants', 'importedTenants', 'workerPools', 'managementClusters', 'path']);

/**
 * Visits every text of a fleet: values and keys, of options, labels, annotations, arguments, patches and so on. Model objects
 * that several tenants share, as defaults are, are looked at once.
 */
export function eachText(fleet: FleetModel, look: Look): void {
  const clean = new WeakSet<object>();
  const visit = (owner: { readonly path: string }) => {
    const trail: string[] = [];
    walk(owner, '', { path: owner.path, trail, look, clean });
  };
  visit(fleet);
  for (const cluster of fleet.managementClusters) {
    visit(cluster);
    for (const store of cluster.stores) visit(store);
    for (const tenant of cluster.tenants) {
      visit(tenant);
      for (const pool of tenant.workerPools) visit(pool);
    }
    for (const tenant of cluster.importedTenants) {
      visit(tenant);
      for (const pool of tenant.workerPools) visit(pool);
    }
  }
}

interface Walk {
  readonly path: string;
  readonly trail: string[];
  readonly look: Look;
  readonly clean: WeakSet<object>;
}

/** Whether something was found in the value. */
function walk(value: unknown, name: string, state: Walk): boolean {
  if (typeof value === 'string') return state.look(value, placeOf(name, state));
  if (typeof value !== 'object' || value === null || state.clean.has(value)) return false;
  const found = Array.isArray(value) ? walkList(value, state) : walkObject(value, state);
  if (!found) state.clean.add(value);
  return found;
}

function walkList(list: readonly unknown[], state: Walk): boolean {
  let found = false;
  for (let index = 0; index < list.length; index += 1) {
    state.trail.push(`[${index}]`);
    if (walk(list[index], '', state)) found = true;
    state.trail.pop();
  }
  return found;
}

function walkObject(object: object, state: Walk): boolean {
  let found = false;
  // `{ name: 'PASSWORD', value: '…' }`, as environment variables are written.
  const named: unknown = 'name' in object && 'value' in object ? object.name : undefined;
  for (const key of Object.keys(object)) {
    if (SKIPPED.has(key) && state.trail.length === 0) continue;
    const value: unknown = Reflect.get(object, key);
    state.trail.push(key);
    if (!KNOWN_KEY.test(key) && state.look(key, placeOf('', state))) found = true;
    if (walk(value, key === 'value' && typeof named === 'string' ? named : key, state)) found = true;
    state.trail.pop();
  }
  return found;
}

/** Keys of the model itself and most others: a word without anything that a finding could be about. */
const KNOWN_KEY = /^[A-Za-z0-9]{1,40}$/;

function placeOf(name: string, { path, trail }: Walk): Place {
  return { path, name, property: () => propertyOf(trail) };
}

/** The etcd cluster of a store is written on the store itself, that of a tenant under `store`; a quota under `quota`. */
function propertyOf(trail: readonly string[]): string {
  const start =
    trail[0] === 'cluster'
      ? trail.slice(1)
      : trail[0] === 'store' && trail[1] === 'cluster'
        ? ['store', ...trail.slice(2)]
        : trail;
  let text = '';
  for (const key of start) text += key.startsWith('[') || text === '' ? key : `.${key}`;
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
