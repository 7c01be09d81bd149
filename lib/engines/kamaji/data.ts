import type { JsonObject, JsonValue } from '../../kubernetes';

/** Plain, frozen data of the same content; what is `undefined` is left out. */
export function asData(value: object): JsonObject {
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
        part === undefined ? [] : [[key, dataOf(part)] as const],
      ),
    ),
  );
}

function dataOf(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (Array.isArray(value)) return Object.freeze(value.map(dataOf));
  if (typeof value === 'object') return asData(value);
  throw new TypeError(`An option of kamaji() is a ${typeof value}; options are plain data.`);
}
