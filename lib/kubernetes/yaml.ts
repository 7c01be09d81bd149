import { sharedTexts } from './shared';
import { unwritable } from './yaml-refusal';
import { keyLineText, lineBreakAt, numberText, stringText } from './yaml-scalar';

/** Nesting beyond this is a cycle or a mistake; the deepest CustomResourceDefinitions in use stay below 100. */
const MAX_DEPTH = 400;

/**
 * Writes JSON-like data as block-style YAML that readers of YAML 1.1 (kubectl) and of YAML 1.2 understand alike.
 *
 * Keys keep their order, lines are never folded, there are no aliases, tags or flow collections except `{}` and `[]`, and strings of
 * several lines become literal blocks wherever these can hold them exactly. Properties that are `undefined` are left out, as
 * `JSON.stringify` does; `-0` is written as `0`.
 *
 * @param value objects, arrays, strings, finite numbers, booleans and `null`.
 * @returns text that ends with a newline.
 * @throws ColonnadeError `CLN9030` for anything that a manifest cannot hold: `NaN` and infinities, bigints, functions, symbols, `undefined`
 * outside of a property, class instances, cycles, and text with half of a surrogate pair.
 */
export function emitYaml(value: unknown): string {
  return documentText(value, '');
}

/**
 * Writes several values as one stream of YAML documents, divided by `---`.
 *
 * @param values see {@link emitYaml}.
 * @returns text that ends with a newline; empty when there are no values.
 * @throws ColonnadeError `CLN9030`, see {@link emitYaml}; its property starts with the index of the value, for example `[3].spec`.
 */
export function emitDocuments(values: readonly unknown[]): string {
  let text = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += '---\n';
    text += documentText(values[index], `[${index}]`);
  }
  return text;
}

function documentText(value: unknown, path: string): string {
  try {
    return `${rootText(value)}\n`;
  } catch (error) {
    // The hot path knows neither where it is nor what it refused: looking for it again costs nothing in the good case.
    if (error === REFUSED || error instanceof RangeError) throw unwritable(value, path, MAX_DEPTH);
    throw error;
  }
}

const REFUSED = new Error('a value that YAML cannot hold');

function rootText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return scalarText(value, 0);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : listLines(value, 0, true);
  return mapLines(value, 0, true) || '{}';
}

/*
 * Each line begins with its line break, because then line break, indentation and key are one text that is remembered, and a line is two
 * texts to put together instead of five. `inline` leaves the line break of the first line out, behind a dash or at the start of a document.
 */

/** Every line of a mapping; empty when there is nothing to write. */
function mapLines(value: object, depth: number, inline: boolean): string {
  if (depth > MAX_DEPTH || !isPlainObject(value)) throw REFUSED;
  const record = value as Readonly<Record<string, unknown>>;
  let isFirst = inline;
  let text = '';
  // Half as long as with Object.keys, whose array V8 has to make first.
  for (const key in record) {
    const entry = record[key];
    if (entry === undefined || !Object.hasOwn(record, key)) continue;
    const isScalar = typeof entry !== 'object' || entry === null;
    text += isFirst ? firstKey(key, depth, isScalar) : keyLine(key, depth, isScalar);
    isFirst = false;
    text += isScalar ? scalarText(entry, depth + 1) : collectionLines(entry, depth + 1);
  }
  return text;
}

/** Every line of a collection behind its key. */
function collectionLines(value: object, depth: number): string {
  const known = sharedTexts(value);
  if (known === undefined) return newCollectionLines(value, depth);
  return (known[depth] ??= flat(newCollectionLines(value, depth)));
}

function newCollectionLines(value: object, depth: number): string {
  if (!Array.isArray(value)) return mapLines(value, depth, false) || ' {}';
  return value.length === 0 ? ' []' : listLines(value, depth, false);
}

/** V8 keeps a sum of texts as a tree; reading a character makes it one text, once instead of in every document. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** Every line of a sequence that is not empty. */
function listLines(values: readonly unknown[], depth: number, inline: boolean): string {
  if (depth > MAX_DEPTH) throw REFUSED;
  const item = `${lineBreakAt(depth)}- `;
  let text = '';
  // Not for-of over entries: a hole in the array has to be seen as undefined.
  for (let index = 0; index < values.length; index += 1) {
    const entry = values[index];
    text += inline && index === 0 ? '- ' : item;
    if (typeof entry !== 'object' || entry === null) text += scalarText(entry, depth + 1);
    else if (Array.isArray(entry)) text += entry.length === 0 ? '[]' : listLines(entry, depth + 1, true);
    else text += mapLines(entry, depth + 1, true) || '{}';
  }
  return text;
}

function keyLine(key: string, depth: number, isScalar: boolean): string {
  const line = keyLineText(key, depth, isScalar);
  if (line === undefined) throw REFUSED;
  return line;
}

function firstKey(key: string, depth: number, isScalar: boolean): string {
  return keyLine(key, depth, isScalar).slice(lineBreakAt(depth).length);
}

function scalarText(value: unknown, depth: number): string {
  if (typeof value === 'string') {
    const text = stringText(value, depth);
    if (text === undefined) throw REFUSED;
    return text;
  }
  if (typeof value === 'number' && Number.isFinite(value)) return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value === null) return 'null';
  throw REFUSED;
}

/** Plain data, also of another realm: what inherits from nothing, or from something that inherits from nothing. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
