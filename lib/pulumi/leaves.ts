import { stepInto } from '../kubernetes';
import type { Path } from '../kubernetes';

export { valueAt } from '../kubernetes';
export type { Path } from '../kubernetes';

/** How two values differ: in leaves, or in more than that. */
export type Difference =
  | { readonly kind: 'leaves'; readonly places: readonly Path[] }
  | { readonly kind: 'shape'; /** Where one has something that the other has not. */ readonly place: Path };

/** Where two values differ. Leaves are whatever is neither an object nor an array. */
export function difference(a: unknown, b: unknown): Difference {
  const found: Path[] = [];
  const walk = (left: unknown, right: unknown, at: Path): Path | undefined => {
    if (Object.is(left, right)) return undefined;
    const [leftKeys, rightKeys] = [keysOf(left), keysOf(right)];
    if (leftKeys === undefined && rightKeys === undefined) {
      found.push(at);
      return undefined;
    }
    if (leftKeys === undefined || rightKeys === undefined || leftKeys.length !== rightKeys.length) return at;
    if (Array.isArray(left) !== Array.isArray(right)) return at;
    for (const key of leftKeys) {
      if (!Object.hasOwn(Object(right) as object, key)) return [...at, key];
      const step = Array.isArray(left) ? Number(key) : key;
      const other = walk(stepInto(left, key), stepInto(right, key), [...at, step]);
      if (other !== undefined) return other;
    }
    return undefined;
  };
  const place = walk(a, b, []);
  return place === undefined ? { kind: 'leaves', places: found } : { kind: 'shape', place };
}

/** A copy with other values at some places. What holds none of them is not copied. */
export function replacedAt(value: unknown, paths: readonly Path[], replace: (path: Path) => unknown): unknown {
  const walk = (inside: unknown, left: readonly Path[], depth: number): unknown => {
    const [first] = left;
    if (first === undefined) return inside;
    if (first.length === depth) return replace(first);
    const copy: unknown[] | Record<string, unknown> = Array.isArray(inside)
      ? [...(inside as unknown[])]
      : { ...(Object(inside) as object) };
    for (const key of new Set(left.map((path) => path[depth]))) {
      if (key === undefined) continue;
      const below = left.filter((path) => path[depth] === key);
      Reflect.set(copy, key, walk(stepInto(inside, String(key)), below, depth + 1));
    }
    return copy;
  };
  return walk(value, paths, 0);
}

/** A path as programs write it: `spec.ports[0].port`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^\w+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function keysOf(value: unknown): readonly string[] | undefined {
  return typeof value === 'object' && value !== null ? Object.keys(value) : undefined;
}
