import { describe, parsed, unreadable } from './parsed';
import type { Parsed } from './parsed';

const NANOS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const WHOLE = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,8}$/;
const PART = /(\d{1,12})(?:\.(\d{1,9}))?(ns|us|µs|ms|s|m|h)/g;

/**
 * Reads a Go duration such as `5m` or `1h30m` and gives nanoseconds. Refuses negative ones, bare numbers and days.
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(value: unknown): Parsed<bigint> {
  const problem = `expected a duration such as '5m' or '1h30m' (got ${describe(value)})`;
  if (typeof value !== 'string' || value.length > 64) return unreadable(problem);
  if (value === '0') return parsed(0n);
  if (!WHOLE.test(value)) {
    const days = /^(\d{1,6})d$/.exec(value);
    return unreadable(problem, days ? `${Number(days[1]) * 24}h` : undefined);
  }
  let nanos = 0n;
  for (const [, whole = '0', fraction = '', unit = ''] of value.matchAll(PART)) {
    nanos += (BigInt(whole + fraction) * (NANOS[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  return parsed(nanos);
}
