import ipaddr from 'ipaddr.js';
import { describe, parsed, unreadable } from './parsed';
import type { Parsed } from './parsed';
import { remembered } from './remembered';

/** 4 or 6. */
export type AddressFamily = 4 | 6;

/** A single address. */
export interface IpAddress {
  readonly family: AddressFamily;
  readonly value: bigint;
  /** Canonical text: dotted decimal, or RFC 5952. */
  readonly text: string;
}

/** A range of addresses in CIDR notation. */
export interface Cidr {
  readonly family: AddressFamily;
  /** First address of the range, as a number. */
  readonly first: bigint;
  /** Last address of the range, as a number. */
  readonly last: bigint;
  /** Length of the prefix: 16 in `10.96.0.0/16`. */
  readonly prefix: number;
  /** Canonical text, for example `10.96.0.0/16` or `fd00:10:96::/108`. */
  readonly text: string;
}

/** Bits of an address of a family. */
export function addressBits(family: AddressFamily): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads an IP address in canonical text. Refuses zones (`%eth0`), leading zeros, IPv4 in hexadecimal or with fewer than four
 * parts, and IPv4-mapped IPv6; suggests the canonical text where only the spelling differs.
 */
export function parseIp(value: unknown): Parsed<IpAddress> {
  return typeof value === 'string' ? readIp(value) : unreadable(ipProblem(value));
}

const readIp = remembered((value): Parsed<IpAddress> => {
  const address = readAddress(value);
  if (address?.text === value) return parsed(address);
  return unreadable(ipProblem(value), address?.text);
});

function ipProblem(value: unknown): string {
  return `expected an IP address such as '203.0.113.10' or 'fd00::10' (got ${describe(value)})`;
}

/**
 * Reads a range in canonical text: `10.96.0.0/16`. Refuses what {@link parseIp} refuses and addresses with host bits
 * (`10.96.0.1/16`), for which it suggests the range that contains them.
 */
export function parseCidr(value: unknown): Parsed<Cidr> {
  return typeof value === 'string' && value.length <= 64 ? readRange(value) : unreadable(rangeProblem(value));
}

const readRange = remembered((value): Parsed<Cidr> => {
  const problem = rangeProblem(value);
  const slash = value.indexOf('/');
  const address = readAddress(slash === -1 ? value : value.slice(0, slash));
  if (address === undefined) return unreadable(problem);
  if (slash === -1) return unreadable(problem, `${address.text}/${addressBits(address.family)}`);
  const mask = value.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(mask) || Number(mask) > addressBits(address.family)) return unreadable(problem);
  const range = cidrAt(address.family, address.value, Number(mask));
  if (range.text === value) return parsed(range);
  const hostBits = range.first === address.value ? '' : `, which has bits set after the first ${mask}`;
  return unreadable(`${problem}${hostBits}`, range.text);
});

function rangeProblem(value: unknown): string {
  return `expected a range such as '10.96.0.0/16' or 'fd00:10:96::/108' (got ${describe(value)})`;
}

function readAddress(text: string): IpAddress | undefined {
  if (text.length > 45 || text.includes('%')) return undefined;
  if (text.includes(':')) {
    if (!ipaddr.IPv6.isValid(text)) return undefined;
    const address = ipaddr.IPv6.parse(text);
    if (address.isIPv4MappedAddress()) return undefined;
    return { family: 6, value: fromBytes(address.toByteArray()), text: address.toRFC5952String() };
  }
  // Host names come here as well, and the library below finds that out by throwing, which is slow.
  if (!/^[\d.]+$/.test(text) || !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return { family: 4, value: fromBytes(ipaddr.IPv4.parse(text).toByteArray()), text };
}

function fromBytes(bytes: readonly number[]): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Canonical text of an address given as a number. */
export function formatIp(family: AddressFamily, value: bigint): string {
  const length = addressBits(family) / 8;
  const bytes: number[] = [];
  for (let index = length - 1; index >= 0; index -= 1) bytes.push(Number((value >> BigInt(index * 8)) & 0xffn));
  return family === 4 ? new ipaddr.IPv4(bytes).toString() : new ipaddr.IPv6(bytes).toRFC5952String();
}

/** The range of a prefix length that contains an address. */
export function cidrAt(family: AddressFamily, address: bigint, prefix: number): Cidr {
  const hostBits = BigInt(addressBits(family) - prefix);
  const first = (address >> hostBits) << hostBits;
  const last = first + (1n << hostBits) - 1n;
  return { family, first, last, prefix, text: `${formatIp(family, first)}/${prefix}` };
}

/** Whether two ranges have an address in common. Ranges of different families never do. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether an address or a whole range lies inside a range. */
export function contains(range: Cidr, inner: Cidr | IpAddress): boolean {
  if (range.family !== inner.family) return false;
  return 'value' in inner
    ? range.first <= inner.value && inner.value <= range.last
    : range.first <= inner.first && inner.last <= range.last;
}

/** Number of addresses in a range. */
export function sizeOf(range: Cidr): bigint {
  return range.last - range.first + 1n;
}

/** The nth address of a range, counted from zero: `nthAddress(10.96.0.0/16, 10)` is `10.96.0.10`. `undefined` outside of it. */
export function nthAddress(range: Cidr, n: number): string | undefined {
  const value = range.first + BigInt(n);
  return n >= 0 && value <= range.last ? formatIp(range.family, value) : undefined;
}

/** Blocks that are free for private use, in which replacements are looked for. RFC 1918, RFC 6598, RFC 4193. */
const PRIVATE: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fd00::/8'].flatMap(
  (text) => {
    const read = parseCidr(text);
    return read.ok ? [read.value] : [];
  },
);

/**
 * The next range of the same size as `like` that touches none of `taken`: first above it inside the same private block, then
 * from the start of that block, then in the other private blocks. `undefined` when there is none.
 */
export function nextFreeRange(like: Cidr, taken: readonly Cidr[]): Cidr | undefined {
  return freeRangeFinder(taken)(like);
}

/**
 * {@link nextFreeRange} for several ranges in turn: what was found counts as taken from then on. Sorts `taken` once.
 */
export function freeRangeFinder(taken: readonly Cidr[]): (like: Cidr) => Cidr | undefined {
  const merged = { 4: mergeRanges(taken, 4), 6: mergeRanges(taken, 6) };
  return (like) => {
    const intervals = merged[like.family];
    const own = PRIVATE.find((block) => contains(block, like));
    const others = PRIVATE.filter((block) => block !== own && block.family === like.family);
    const searched = own ? [{ first: like.last + 1n, last: own.last }, own, ...others] : others;
    for (const { first, last } of searched) {
      const found = freeBetween(like, first, last, intervals);
      if (!found) continue;
      insert(intervals, found);
      return found;
    }
    return undefined;
  };
}

interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** Sorted, neither overlapping nor adjacent. */
function mergeRanges(ranges: readonly Cidr[], family: AddressFamily): Interval[] {
  const merged: Interval[] = [];
  const sorted = ranges
    .filter((range) => range.family === family)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  for (const range of sorted) {
    const top = merged.at(-1);
    if (top && range.first <= top.last + 1n) {
      if (range.last > top.last) merged[merged.length - 1] = { first: top.first, last: range.last };
    } else {
      merged.push({ first: range.first, last: range.last });
    }
  }
  return merged;
}

function freeBetween(like: Cidr, from: bigint, to: bigint, taken: readonly Interval[]): Cidr | undefined {
  const size = sizeOf(like);
  const align = (value: bigint) => ((value + size - 1n) / size) * size;
  let candidate = align(from);
  for (let index = firstEndingAtOrAfter(taken, candidate); index < taken.length; index += 1) {
    const interval = taken[index];
    if (!interval || interval.first >= candidate + size || candidate > to) break;
    candidate = align(interval.last + 1n);
  }
  return candidate + size - 1n <= to ? cidrAt(like.family, candidate, like.prefix) : undefined;
}

function firstEndingAtOrAfter(intervals: readonly Interval[], value: bigint): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle]?.last ?? 0n) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a range that touches no interval, merging it with the neighbours it is adjacent to. */
function insert(intervals: Interval[], range: Cidr): void {
  const at = firstEndingAtOrAfter(intervals, range.first);
  const before = intervals[at - 1];
  const after = intervals[at];
  const joinsBefore = before !== undefined && before.last + 1n === range.first;
  const joinsAfter = after !== undefined && after.first === range.last + 1n;
  const joined = {
    first: joinsBefore ? before.first : range.first,
    last: joinsAfter ? after.last : range.last,
  };
  intervals.splice(joinsBefore ? at - 1 : at, (joinsBefore ? 1 : 0) + (joinsAfter ? 1 : 0), joined);
}
