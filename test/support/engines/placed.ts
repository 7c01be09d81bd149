import type { JsonValue } from '../../../lib';

/** A copy with another value at a place, whose parent is there; `undefined`: without it. Items of lists are called by their index. */
export function placed(whole: object, [key = '', ...rest]: readonly string[], value: JsonValue | undefined): object {
  const inner: unknown = rest.length === 0 ? value : placed(Reflect.get(whole, key) as object, rest, value);
  if (Array.isArray(whole))
    return (whole as readonly unknown[]).flatMap((item, at) =>
      at !== Number(key) ? [item] : inner === undefined ? [] : [inner],
    );
  const others = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key));
  return inner === undefined ? others : { ...others, [key]: inner };
}
