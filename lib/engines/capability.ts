import type { EndpointModel, WorkerKind } from '../model';

/** Fields whose value is one of several kinds; the kind is a part of the paths of what is inside. */
export const ALTERNATIVES: readonly string[] = Object.freeze([
  'tenant.store',
  'tenant.endpoint',
  'pool.machines.scaling',
  'pool.bootstrap',
  'pool.join.delivery',
  'pool.autoscaling',
]);

/** How an engine treats one field of the models, or one kind of worker. */
export type Support = 'native' | 'translated' | 'unsupported';

/** One line of an engine's capability table. */
export interface Capability {
  readonly support: Support;
  /** How it is translated, or why it is not supported and what to use instead. */
  readonly note?: string;
  /** Upstream page that says so. */
  readonly link?: string;
}

/** A line about a field that is honoured. */
export interface HonouredCapability extends Capability {
  readonly support: 'native' | 'translated';
}

/** A line about a field that is not. */
export interface UnsupportedCapability extends Capability {
  readonly support: 'unsupported';
}

/**
 * What an engine makes of each field of the models of tenants, with their endpoints, of stores and of worker pools.
 *
 * Keys are paths such as `tenant.audit`, `tenant.endpoint.loadBalancer.sourceRanges`, `store.cluster.members` or `pool.bootstrap.k0s`:
 * where a field is one of several kinds, the `kind` comes first. The longest path that leads to a field decides, and every field is
 * covered.
 */
export type CapabilityTable = Readonly<Record<string, Capability>>;

/** A table over another one: what both say is as the second has it. */
export type TableOver<Under extends CapabilityTable, Over extends CapabilityTable> = Omit<Under, keyof Over> & Over;

/**
 * Paths that a table does not honour with all that is below them, as far as the type of the table says so: none for
 * {@link CapabilityTable} itself, which says nothing.
 */
export type UnsupportedPath<T> = keyof {
  [
    P in keyof T as string extends P
      ? never
      : P extends string
        ? T[P] extends UnsupportedCapability
          ? [SupportedBelow<T, P>] extends [never]
            ? P
            : never
          : never
        : never
  ]: true;
};

/** Paths below one that are honoured. */
type SupportedBelow<T, P extends string> = keyof {
  [Q in keyof T as Q extends `${P}.${string}` ? (T[Q] extends UnsupportedCapability ? never : Q) : never]: true;
};

/** Lines for what an engine says of kinds of workers. */
export function ofWorkers(workers: Readonly<Record<WorkerKind, Capability>>): CapabilityTable {
  return Object.fromEntries(
    Object.entries(workers).map(([kind, capability]) => [`pool.bootstrap.${kind}`, capability]),
  );
}

/** The same line for several fields. */
export function ofEach<const P extends string, const C extends Capability>(
  paths: readonly P[],
  capability: C,
): Readonly<Record<P, C>> {
  return Object.fromEntries(paths.map((path) => [path, capability])) as Record<P, C>;
}

/** Lines for a field that endpoints of every kind have. */
export function ofEveryEndpoint(field: 'port' | 'extraSans' | 'annotations', capability: Capability): CapabilityTable {
  const kinds: readonly EndpointModel['kind'][] = ['loadBalancer', 'nodePort', 'clusterIp'];
  return Object.fromEntries(kinds.map((kind) => [`tenant.endpoint.${kind}.${field}`, capability]));
}

/**
 * What a table says about a field.
 *
 * @param path for example `tenant.network.podCidrs`.
 * @returns `undefined` when no entry leads to it.
 */
export function capabilityOf(table: CapabilityTable, path: string): Capability | undefined {
  const line = lineOf(table, path);
  return line === undefined ? undefined : table[line];
}

/** The path of the line of a table that decides about a field. @returns `undefined` when no line leads to it */
export function lineOf(table: CapabilityTable, path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const line = path.slice(0, end);
    if (table[line] !== undefined) return line;
  }
  return undefined;
}
