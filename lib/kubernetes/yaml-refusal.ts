import { ColonnadeError, RENDER_PROBLEMS } from '../findings';

/**
 * The error for a value that YAML cannot hold: looks for the first such place.
 *
 * @param value what was to be written.
 * @param path where the value is, put in front of the place that is found.
 * @param maxDepth nesting from which on a value counts as cyclic.
 */
export function unwritable(value: unknown, path: string, maxDepth: number): ColonnadeError {
  const found = search(value, path, maxDepth) ?? { path, got: 'a value that changes while it is read' };
  return ColonnadeError.of({
    code: RENDER_PROBLEMS.notData.code,
    path: '',
    property: found.path.replace(/^\./, ''),
    message: `a manifest holds objects, arrays, strings, finite numbers, booleans and null (got ${found.got}).`,
    fix: found.fix ?? 'Give a value that JSON can hold, or leave the property out.',
  });
}

interface Place {
  readonly path: string;
  readonly got: string;
  readonly fix?: string;
}

function search(value: unknown, path: string, depthLeft: number): Place | undefined {
  if (typeof value !== 'object' || value === null) return searchScalar(value, path);
  if (depthLeft < 0) {
    return { path: shortened(path), got: 'a value that contains itself', fix: 'Break the cycle.' };
  }
  if (Array.isArray(value)) return searchArray(value, path, depthLeft);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const { name } = (value as { constructor: { name?: unknown } }).constructor;
    return { path, got: `an instance of ${typeof name === 'string' ? name : 'a class'}` };
  }
  for (const [key, entry] of Object.entries(value)) {
    const place = /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    if (entry === undefined) continue;
    const found = searchHalfOfAPair(key, place) ?? search(entry, place, depthLeft - 1);
    if (found) return found;
  }
  return undefined;
}

function searchArray(values: readonly unknown[], path: string, depthLeft: number): Place | undefined {
  for (let index = 0; index < values.length; index += 1) {
    const found = search(values[index], `${path}[${index}]`, depthLeft - 1);
    if (found) return found;
  }
  return undefined;
}

function searchScalar(value: unknown, path: string): Place | undefined {
  switch (typeof value) {
    case 'string':
      return searchHalfOfAPair(value, path);
    case 'number':
      return Number.isFinite(value) ? undefined : { path, got: String(value) };
    case 'bigint':
      return { path, got: `bigint ${value}n`, fix: `Write a number, or a string such as '${value}'.` };
    case 'undefined':
      return { path, got: 'undefined in an array or as a whole', fix: 'Leave the item out.' };
    case 'function':
    case 'symbol':
      return { path, got: `a ${typeof value}` };
    case 'boolean':
    case 'object':
      return undefined;
  }
}

function searchHalfOfAPair(text: string, path: string): Place | undefined {
  if (!/\p{Surrogate}/u.test(text)) return undefined;
  return {
    path,
    got: `text with half of a surrogate pair, ${JSON.stringify(text.slice(0, 80))}`,
    fix: 'Give whole Unicode characters; the text was probably cut inside of one.',
  };
}

function shortened(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
