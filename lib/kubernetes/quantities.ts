import { describe, parsed, unreadable } from './parsed';
import type { Parsed } from './parsed';

/** An amount of memory or storage, for example `16Gi`. */
export type Bytes = `${number}${'Ki' | 'Mi' | 'Gi' | 'Ti' | 'k' | 'M' | 'G' | 'T'}`;

/** An amount of CPU: cores (`2`, `0.5`) or thousandths (`250m`). */
export type Cpu = `${number}` | `${number}m`;

/**
 * A Kubernetes quantity, exact to its smallest unit (nano).
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export interface Quantity {
  /** As it was written, for example `16Gi`. */
  readonly text: string;
  /** The value times 10⁹. Never negative. */
  readonly nanos: bigint;
}

const NANO = 1_000_000_000n;
const KIBI = 1024n;
const MAX_NANOS = (2n ** 63n - 1n) * NANO;

/** Numerator and denominator of each suffix, in units of one. */
const SUFFIXES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, NANO],
  u: [1n, 1_000_000n],
  m: [1n, 1_000n],
  '': [1n, 1n],
  k: [10n ** 3n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [KIBI, 1n],
  Mi: [KIBI ** 2n, 1n],
  Gi: [KIBI ** 3n, 1n],
  Ti: [KIBI ** 4n, 1n],
  Pi: [KIBI ** 5n, 1n],
  Ei: [KIBI ** 6n, 1n],
};

const QUANTITY = /^(\d{1,30})(?:\.(\d{1,30}))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/**
 * Reads a quantity such as `16Gi`, `500m` or `1.5`. Refuses numbers (write `'2'`), negative values, spaces, unknown suffixes
 * such as `GB`, fractions of a nano, and values above 2⁶³-1, each with a suggestion where one can be guessed.
 */
export function parseQuantity(value: unknown): Parsed<Quantity> {
  const problem = `expected a quantity such as '16Gi' or '500m' (got ${describe(value)})`;
  if (typeof value !== 'string') return unreadable(problem);
  const match = value.length <= 64 ? QUANTITY.exec(value) : null;
  if (!match) return unreadable(problem, guess(value));
  const nanos = nanosOf(match[1] ?? '', match[2] ?? '', match[3] ?? '', Number(match[4] ?? 0));
  if (nanos === undefined) return unreadable(`${problem}, which is finer than a nano`);
  if (nanos > MAX_NANOS) return unreadable(`${problem}, which is more than 2^63-1`);
  return parsed({ text: value, nanos });
}

function nanosOf(whole: string, fraction: string, suffix: string, exponent: number): bigint | undefined {
  const [times, over] = SUFFIXES[suffix] ?? [1n, 1n];
  const scale = BigInt(Math.abs(exponent));
  const numerator = BigInt(whole + fraction) * times * NANO * (exponent > 0 ? 10n ** scale : 1n);
  const denominator = over * 10n ** BigInt(fraction.length) * (exponent < 0 ? 10n ** scale : 1n);
  return numerator % denominator === 0n ? numerator / denominator : undefined;
}

function guess(text: string): string | undefined {
  const match = /^\s*(\d{1,15}(?:\.\d{1,9})?|\.\d{1,9})\s*([kmgtpe])?(i?)(b|bytes?)?\s*$/i.exec(text.slice(0, 64));
  if (!match) return undefined;
  const number = match[1]?.startsWith('.') ? `0${match[1]}` : (match[1] ?? '');
  const letter = match[2] ?? '';
  if (letter === '') return number;
  const binary = match[3] !== '' || match[4] === undefined;
  const unit = letter.toUpperCase();
  if (binary) return `${number}${unit}i`;
  return `${number}${unit === 'K' ? 'k' : unit}`;
}

/** Negative when `a` is less than `b`, positive when it is more, zero when they are equal, however they are written. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nanos < b.nanos ? -1 : a.nanos > b.nanos ? 1 : 0;
}

/** The value in whole units (bytes, cores), rounded up as Kubernetes does. */
export function wholeUnits(quantity: Quantity): bigint {
  return (quantity.nanos + NANO - 1n) / NANO;
}

/** The value in thousandths, rounded up: `500m` is 500. */
export function milliUnits(quantity: Quantity): bigint {
  return (quantity.nanos + 999_999n) / 1_000_000n;
}

/** Bytes as the shortest exact binary quantity: `17179869184` is `16Gi`, `1000` is `1000`. Takes whole numbers from zero up. */
export function formatBytes(bytes: number | bigint): string {
  let value = BigInt(bytes);
  if (value <= 0n) return '0';
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
  let unit = 0;
  while (unit < units.length - 1 && value % KIBI === 0n) {
    value /= KIBI;
    unit += 1;
  }
  return `${value}${units[unit] ?? ''}`;
}

/** Thousandths of a core as a quantity: 500 is `500m`, 2000 is `2`. Takes whole numbers from zero up. */
export function formatMilli(milli: number | bigint): string {
  const value = BigInt(milli);
  return value % 1000n === 0n ? `${value / 1000n}` : `${value}m`;
}
