import type { FleetModel } from '../model';

/** A text in the model that is worth a closer look. */
export interface Suspect {
  readonly text: string;
  /** Construct path of what it belongs to. */
  readonly path: string;
  /** The property as it is written in the program, for example `extraArgs.apiServer.v`. */
  readonly property: string;
  /** What the text stands under: the last key, or in `{ name, value }` the name. Empty inside a list and for keys. */
  readonly name: string;
}

/** Fields that hold other things with a path of their own, and fields that the program does not write. */
const SKIPPED = new Set(['stores', 'tenants', 'importedTenants', 'workerPools', 'managementClusters', 'path']);

/**
 * Texts of a fleet that pass a coarse test: values and keys, of options, labels, annotations, arguments, patches and so on.
 * Model objects that several tenants share, as defaults are, are walked once unless there is something suspicious in them.
 */
export function suspectsIn(fleet: FleetModel, isSuspect: (text: string, name: string) => boolean): readonly Suspect[] {
  const walk: Walk = { path: '', trail: [], suspects: [], isSuspect, clean: new WeakSet(), cleanKeys: new Set() };
  const visit = (owner: { readonly path: string }) => {
    walk.path = owner.path;
    visitValue(owner, '', walk);
  };
  visit(fleet);
  for (const cluster of fleet.managementClusters) {
    visit(cluster);
    for (const store of cluster.stores) visit(store);
    for (const tenant of [...cluster.tenants, ...cluster.importedTenants]) {
      visit(tenant);
      for (const pool of tenant.workerPools) visit(pool);
    }
  }
  return walk.suspects;
}

/** One for the whole walk, because a fleet has millions of texts. */
interface Walk {
  path: string;
  readonly trail: (string | number)[];
  readonly suspects: Suspect[];
  readonly isSuspect: (text: string, name: string) => boolean;
  readonly clean: WeakSet<object>;
  readonly cleanKeys: Set<string>;
}

/** Whether something suspicious is in the value. */
function visitValue(value: unknown, name: string, walk: Walk): boolean {
  if (typeof value === 'string') {
    if (!walk.isSuspect(value, name)) return false;
    walk.suspects.push({ text: value, name, path: walk.path, property: propertyOf(walk.trail) });
    return true;
  }
  if (typeof value !== 'object' || value === null || walk.clean.has(value)) return false;
  const found = isList(value) ? visitList(value, walk) : visitObject(value, walk);
  if (!found) walk.clean.add(value);
  return found;
}

function visitList(list: readonly unknown[], walk: Walk): boolean {
  let found = false;
  for (let index = 0; index < list.length; index += 1) {
    walk.trail.push(index);
    if (visitValue(list[index], '', walk)) found = true;
    walk.trail.pop();
  }
  return found;
}

function visitObject(object: object, walk: Walk): boolean {
  let found = false;
  const named = nameOfValue(object);
  for (const key of Object.keys(object)) {
    if (walk.trail.length === 0 && SKIPPED.has(key)) continue;
    const value: unknown = Reflect.get(object, key);
    walk.trail.push(key);
    if (!walk.cleanKeys.has(key) && visitKey(key, walk)) found = true;
    if (visitValue(value, key === named?.key ? named.name : key, walk)) found = true;
    walk.trail.pop();
  }
  return found;
}

/** `{ name: 'PASSWORD', value: '…' }`, as environment variables are written, or `{ path: '/etc/app/password', content: '…' }`. */
function nameOfValue(object: object): { readonly key: string; readonly name: string } | undefined {
  if ('name' in object && 'value' in object && typeof object.name === 'string')
    return { key: 'value', name: object.name };
  if ('path' in object && 'content' in object && typeof object.path === 'string')
    return { key: 'content', name: object.path };
  return undefined;
}

function visitKey(key: string, walk: Walk): boolean {
  if (visitValue(key, '', walk)) return true;
  walk.cleanKeys.add(key);
  return false;
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The etcd cluster of a store is written on the store itself, that of a tenant under `store`. */
function propertyOf(trail: readonly (string | number)[]): string {
  const dedicated = trail[0] === 'store' && trail[1] === 'cluster';
  const start = trail[0] === 'cluster' ? trail.slice(1) : dedicated ? ['store', ...trail.slice(2)] : trail;
  let text = '';
  for (const key of start) text += typeof key === 'number' ? `[${key}]` : text === '' ? key : `.${key}`;
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
