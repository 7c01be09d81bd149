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

/**
 * What an engine makes of each field of the models of tenants, endpoints, stores and worker pools.
 *
 * Keys are paths such as `tenant.audit`, `tenant.endpoint.loadBalancer.sourceRanges`, `store.members` or `pool.bootstrap.k0s`; alternatives
 * are named by their `kind`. The longest path that leads to a field decides, and every field is covered.
 */
export type CapabilityTable = Readonly<Record<string, Capability>>;

/**
 * What a table says about a field.
 *
 * @param path for example `tenant.network.podCidrs`.
 * @returns `undefined` when no entry leads to it.
 */
export function capabilityOf(table: CapabilityTable, path: string): Capability | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const known = table[path.slice(0, end)];
    if (known !== undefined) return known;
  }
  return undefined;
}
