import { parseCidr } from '../kubernetes';
import type { Cidr } from '../kubernetes';
import type { ManagementNetworkModel, TenantNetworkModel } from '../model';

/** A range of a network, and where it is written in the program. */
export interface NamedRange {
  /** For example `network.podCidrs[0]`. */
  readonly property: string;
  /** What it is for, as it is written in the program: `podCidrs`, `serviceCidrs`, `nodeCidrs`. */
  readonly kind: 'podCidrs' | 'serviceCidrs' | 'nodeCidrs';
  readonly cidr: Cidr;
}

// Several rules read the same networks, and tenants with default ranges share one model object.
const known = new WeakMap<object, readonly NamedRange[]>();

/** The ranges of a tenant or a management cluster. What is no range is left out: that is another rule's finding. */
export function rangesOf(network: TenantNetworkModel | ManagementNetworkModel): readonly NamedRange[] {
  const before = known.get(network);
  if (before) return before;
  const ranges = [
    ...named('podCidrs', network.podCidrs),
    ...named('serviceCidrs', network.serviceCidrs),
    // A tenant's nodes have addresses of the outside world, often of the very network the management cluster is in.
    ...('apiServerCidrs' in network ? named('nodeCidrs', network.nodeCidrs) : []),
  ];
  known.set(network, ranges);
  return ranges;
}

function named(kind: NamedRange['kind'], texts: readonly string[]): NamedRange[] {
  return texts.flatMap((text, index) => {
    const read = parseCidr(text);
    return read.ok ? [{ property: `network.${kind}[${index}]`, kind, cidr: read.value }] : [];
  });
}

/** A range with its owner, as {@link findOverlaps} compares them. */
export interface OwnedRange<T> extends NamedRange {
  readonly owner: T;
}

/**
 * Pairs of overlapping ranges with different owners, the enclosing one first. Linear after sorting: CIDR blocks overlap only by
 * containing each other, so each range is paired with the innermost one of another owner that contains it, and every range
 * that overlaps something is in at least one pair.
 */
export function findOverlaps<T>(ranges: readonly OwnedRange<T>[]): (readonly [OwnedRange<T>, OwnedRange<T>])[] {
  const pairs: (readonly [OwnedRange<T>, OwnedRange<T>])[] = [];
  for (const family of [4, 6] as const) {
    const open: OwnedRange<T>[] = [];
    for (const range of ranges.filter(({ cidr }) => cidr.family === family).sort(enclosingFirst)) {
      while (open.length > 0 && (open.at(-1)?.cidr.last ?? 0n) < range.cidr.first) open.pop();
      const around = open.findLast((other) => other.owner !== range.owner);
      if (around) pairs.push([around, range]);
      open.push(range);
    }
  }
  return pairs;
}

function enclosingFirst(a: NamedRange, b: NamedRange): number {
  return compare(a.cidr.first, b.cidr.first) || compare(b.cidr.last, a.cidr.last);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
