import * as v from 'valibot';
import type { Parsed } from '../../kubernetes';

/** A valibot schema whose messages say what is expected, for example `a quantity such as '16Gi'`. */
export type Shape = v.GenericSchema;

/** Prefix of the message of an issue about an unknown property; the known ones follow, separated by commas. */
export const UNKNOWN_PROPERTY = 'unknown property:';

/** Prefix of the message of an issue about a text that could not be read; problem and suggestion follow, a line each. */
export const UNREADABLE = 'unreadable:';

/** Prefix of the message of an issue about something that is refused with a reason; reason and remedy follow, a line each. */
export const REFUSED = 'refused:';

/** Something that could be meant but is refused, whatever else is in it. Neither text ends with a full stop. */
export function refused(reason: string, fix: string): Shape {
  return v.custom(() => false, `${REFUSED}${reason}\n${fix}`);
}

/** Text in a form that one of the readers of `kubernetes/` understands; its message and suggestion are passed on. */
export function readBy(expected: string, read: (value: unknown) => Parsed<unknown>): Shape {
  return v.pipe(
    v.custom((value) => value !== undefined, expected),
    v.rawCheck(({ dataset, addIssue }) => {
      const result = read(dataset.value);
      if (!result.ok)
        addIssue({ message: `${UNREADABLE}${result.problem}\n${result.suggestion ?? ''}`, input: dataset.value });
    }),
  );
}

/** An object with these properties and no others. */
export function object(entries: Record<string, Shape>, expected = 'an object'): Shape {
  const known = Object.keys(entries);
  const message = `${UNKNOWN_PROPERTY}${known.join(',')}`;
  return v.pipe(
    v.custom((input) => typeof input === 'object' && input !== null && !Array.isArray(input), expected),
    v.looseObject(entries, expected),
    v.rawCheck(({ dataset, addIssue }) => {
      const input = dataset.value;
      if (typeof input !== 'object' || input === null) return;
      for (const key of Object.keys(input)) {
        if (Object.prototype.hasOwnProperty.call(entries, key)) continue;
        const value: unknown = Reflect.get(input, key);
        addIssue({ message, input: value, path: [{ type: 'object', origin: 'key', input: { ...input }, key, value }] });
      }
    }),
  );
}

/** An object with at least these properties. */
export function looseObject(entries: Record<string, Shape>, expected = 'an object'): Shape {
  return v.pipe(
    v.custom((input) => typeof input === 'object' && input !== null && !Array.isArray(input), expected),
    v.looseObject(entries, expected),
  );
}

/** Anything. */
export const anything: Shape = v.unknown();

/** A property that may be left out. */
export const optional = (shape: Shape): Shape => v.optional(shape);

/** Any text, at most `limit` characters. */
export function text(expected: string, limit = 4096): Shape {
  return v.pipe(
    v.string(expected),
    v.check((value) => value.length > 0 && value.length <= limit, expected),
  );
}

/** Text that passes a test. */
export function textWhere(expected: string, test: (value: string) => boolean): Shape {
  return v.pipe(
    v.string(expected),
    v.check((value) => value.length <= 4096 && test(value), expected),
  );
}

/** One of these words. */
export function oneOf(words: readonly string[]): Shape {
  return v.picklist(
    words,
    words.length === 1 ? `'${words.join()}'` : `one of ${words.map((word) => `'${word}'`).join(', ')}`,
  );
}

/** A whole number in a range, both ends included. */
export function integer(min: number, max: number): Shape {
  const expected = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.check((value) => Number.isInteger(value) && value >= min && value <= max, expected),
  );
}

/** `true` or `false`. */
export const flag = v.boolean('true or false');

/** A list of things of one shape. */
export function list(
  item: Shape,
  expected: string,
  { min = 0, max = 1000 }: { min?: number; max?: number } = {},
): Shape {
  return v.pipe(
    v.array(item, expected),
    v.check((value) => value.length >= min && value.length <= max, expected),
  );
}

/** An object whose keys are free. */
export function record(value: Shape, expected: string): Shape {
  return v.pipe(
    v.custom((input) => typeof input === 'object' && input !== null && !Array.isArray(input), expected),
    v.record(v.string(), value, expected),
    v.check((entries) => Object.keys(entries).length <= 1000, expected),
  );
}

/** Either of several shapes. */
export function either(expected: string, shapes: Shape[]): Shape {
  return v.union(shapes, expected);
}

/** A value that passes a test. */
export function where(expected: string, test: (value: unknown) => boolean): Shape {
  return v.custom(test, expected);
}

/** A property that may not be there, and why: `nothing unless sink is 'file'`. */
export const absent = (expected: string): Shape => optional(where(expected, (value) => value === undefined));

/** A shape that depends on what is in the object; `otherwise` is for values that are no objects. */
export function choose(expected: string, pick: (value: object) => Shape | undefined, otherwise?: Shape): Shape {
  const refused = v.custom(() => false, expected);
  return v.lazy((input) => {
    if (typeof input === 'object' && input !== null) return pick(input) ?? refused;
    return otherwise !== undefined && v.is(otherwise, input) ? otherwise : refused;
  });
}

/** Plain JSON data: what can be written and read back unchanged. */
export const json: Shape = where('plain JSON data', (value) => isJson(value, 0));

/** A plain JSON object. */
export const jsonObject: Shape = where(
  'a plain JSON object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value, 0),
);

function isJson(value: unknown, depth: number): boolean {
  if (depth > 64) return false;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (typeof value !== 'object') return false;
  // Object.prototype of another realm (a vm context, a test runner's sandbox) is as good as that of this one.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.values(value).every((item) => item === undefined || isJson(item, depth + 1));
}
