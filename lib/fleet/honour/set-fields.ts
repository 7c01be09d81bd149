import { ALTERNATIVES } from '../../engines';
import type { EngineReference, FleetModel } from '../../model';
import { usualPool, usualTenant } from './usual';

/** A field to which a program gave a value of its own. */
export interface SetField {
  /** Construct path of the tenant, store or pool. */
  readonly path: string;
  /** As capability tables write it. */
  readonly field: string;
  /** The engine that renders the construct. */
  readonly engine: EngineReference;
}

/** Kinds that a program always chooses, by saying nothing as well. */
const CHOSEN = ['tenant.store', 'tenant.endpoint', 'pool.bootstrap', 'pool.join.delivery'] as const;

/**
 * Every field of tenants, stores and pools that differs from what it would be if nobody had said anything, in the order of the model.
 * Stores that exist already are no engine's.
 *
 * @param isAsked - engines of which it is asked; the others cost nothing
 */
export function setFields(fleet: FleetModel, isAsked: (engine: EngineReference) => boolean): readonly SetField[] {
  const found: SetField[] = [];
  for (const { host, stores, tenants } of fleet.managementClusters) {
    for (const { path, engine, cluster } of stores)
      if (engine !== null && cluster !== null && isAsked(engine)) found.push({ path, engine, field: 'store' });
    for (const tenant of tenants.filter(({ engine }) => isAsked(engine))) {
      const { engine } = tenant;
      const add = (path: string) => (field: string) => found.push({ path, engine, field });
      compare('tenant', partOf(tenant), partOf(usualTenant(tenant, host)), add(tenant.path));
      for (const pool of tenant.workerPools)
        compare('pool', partOf(pool), partOf(usualPool(pool, tenant)), add(pool.path));
    }
  }
  return found;
}

/** Without what says which construct it is, and without other constructs. */
function partOf({ name: _, path: __, ...model }: { readonly name: string; readonly path: string }): object {
  return Object.fromEntries(
    Object.entries(model).filter(([field]) => !['engine', 'workerPools', 'support', 'machines'].includes(field)),
  );
}

function compare(field: string, value: unknown, usual: unknown, add: (field: string) => void): void {
  const kind = ALTERNATIVES.includes(field) ? kindOf(value) : undefined;
  const isChosen = CHOSEN.some((chosen) => chosen === field);
  if (kind !== undefined && (isChosen || kindOf(usual) !== kind)) add(`${field}.${kind}`);
  if (value === usual) return;
  if (!isObject(value) || !isObject(usual)) {
    if (kind === undefined && !isSame(value, usual)) add(field);
    return;
  }
  const inside = kind === undefined ? field : `${field}.${kind}`;
  if (kind !== undefined && kindOf(usual) !== kind) return;
  const names = new Set([...Object.keys(value), ...Object.keys(usual)]);
  // Fields of the model are always there; what has other keys is a map of the user's.
  if (names.size > Object.keys(usual).length && !field.endsWith('.images.digests')) {
    add(inside);
    return;
  }
  for (const name of names) {
    if (kind !== undefined && name === 'kind') continue;
    compare(`${inside}.${name}`, Reflect.get(value, name), Reflect.get(usual, name), add);
  }
}

function kindOf(value: unknown): string | undefined {
  const kind: unknown = isObject(value) ? Reflect.get(value, 'kind') : undefined;
  return typeof kind === 'string' ? kind : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(value: unknown, other: unknown): boolean {
  return value === other || JSON.stringify(value) === JSON.stringify(other);
}
