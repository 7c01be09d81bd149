/** Where something is inside of an object: keys, and indexes of arrays. */
export type Path = readonly (string | number)[];

/** The value at a place, `undefined` where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, key) => stepInto(inside, String(key)), value);
}

/** What an object or an array has of its own under a key. */
export function stepInto(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** A JSON pointer as steps; numbers are indexes. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function pointerPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}
