import { sharedTexts } from './shared';
import { unwritable } from './yaml-refusal';
import { YamlLines, joined, lineBreakAt } from './yaml-lines';
import type { YamlPiece } from './yaml-lines';
import { keyLineText, numberText, stringText } from './yaml-scalar';

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
  return joined(documentPieces(value, ''));
}

/**
 * {@link emitYaml}, in pieces, of which every one but the first begins with a line break.
 *
 * @throws ColonnadeError `CLN9030`, see {@link emitYaml}.
 */
export function emitPieces(value: unknown): readonly YamlPiece[] {
  return documentPieces(value, '');
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
    text += joined(documentPieces(values[index], `[${index}]`));
  }
  return text;
}

function documentPieces(value: unknown, path: string): readonly YamlPiece[] {
  const lines = new YamlLines();
  try {
    addRoot(value, lines);
  } catch (error) {
    // The hot path knows neither where it is nor what it refused: looking for it again costs nothing in the good case.
    if (error === REFUSED || error instanceof RangeError) throw unwritable(value, path, MAX_DEPTH);
    throw error;
  }
  lines.add('\n');
  return lines.pieces();
}

const REFUSED = new Error('a value that YAML cannot hold');

function addRoot(value: unknown, lines: YamlLines): void {
  if (typeof value !== 'object' || value === null) addScalar(value, 0, lines);
  else if (!Array.isArray(value)) addMapOr('{}', value, 0, true, lines);
  else if (value.length === 0) lines.add('[]');
  else addList(value, 0, true, lines);
}

/*
 * Each line begins with its line break, because then line break, indentation and key are one text that is remembered, and a line is two
 * texts to put together instead of five. `inline` leaves the line break of the first line out, behind a dash or at the start of a document.
 */

/** Every line of a mapping, or `empty` when there is nothing to write. */
function addMapOr(empty: string, value: object, depth: number, inline: boolean, lines: YamlLines): void {
  if (depth > MAX_DEPTH || !isPlainObject(value)) throw REFUSED;
  const record = value as Readonly<Record<string, unknown>>;
  let isFirst = true;
  // Half as long as with Object.keys, whose array V8 has to make first.
  for (const key in record) {
    const entry = record[key];
    if (entry === undefined || !Object.hasOwn(record, key)) continue;
    const isScalar = typeof entry !== 'object' || entry === null;
    lines.add(isFirst && inline ? firstKey(key, depth, isScalar) : keyLine(key, depth, isScalar));
    isFirst = false;
    if (isScalar) addScalar(entry, depth + 1, lines);
    else addCollection(entry, depth + 1, lines);
  }
  if (isFirst) lines.add(empty);
}

/** Every line of a collection behind its key. */
function addCollection(value: object, depth: number, lines: YamlLines): void {
  const known = sharedTexts(value);
  if (known === undefined) addNewCollection(value, depth, lines);
  else
    lines.add(
      (known.behindKeys[depth] ??= textOf((own) => {
        addNewCollection(value, depth, own);
      })),
    );
}

function addNewCollection(value: object, depth: number, lines: YamlLines): void {
  if (!Array.isArray(value)) addMapOr(' {}', value, depth, false, lines);
  else if (value.length === 0) lines.add(' []');
  else addList(value, depth, false, lines);
}

/** A mapping behind a dash. */
function addItem(value: object, depth: number, lines: YamlLines): void {
  const known = sharedTexts(value);
  if (known === undefined) addMapOr('{}', value, depth, true, lines);
  else
    lines.add(
      (known.behindDashes[depth] ??= textOf((own) => {
        addMapOr('{}', value, depth, true, own);
      })),
    );
}

function textOf(write: (lines: YamlLines) => void): string {
  const lines = new YamlLines();
  write(lines);
  const text = joined(lines.pieces());
  // V8 keeps a sum of texts as a tree; reading a character makes it one text, once instead of in every document.
  text.charCodeAt(0);
  return text;
}

/** Every line of a sequence that is not empty. */
function addList(values: readonly unknown[], depth: number, inline: boolean, lines: YamlLines): void {
  if (depth > MAX_DEPTH) throw REFUSED;
  const item = `${lineBreakAt(depth)}- `;
  // Not for-of over entries: a hole in the array has to be seen as undefined.
  for (let index = 0; index < values.length; index += 1) {
    const entry = values[index];
    lines.add(inline && index === 0 ? '- ' : item);
    if (typeof entry !== 'object' || entry === null) addScalar(entry, depth + 1, lines);
    else if (!Array.isArray(entry)) addItem(entry, depth + 1, lines);
    else if (entry.length === 0) lines.add('[]');
    else addList(entry, depth + 1, true, lines);
  }
}

function keyLine(key: string, depth: number, isScalar: boolean): string {
  const line = keyLineText(key, depth, isScalar);
  if (line === undefined) throw REFUSED;
  return line;
}

function firstKey(key: string, depth: number, isScalar: boolean): string {
  return keyLine(key, depth, isScalar).slice(lineBreakAt(depth).length);
}

function addScalar(value: unknown, depth: number, lines: YamlLines): void {
  if (typeof value === 'string') addString(value, depth, lines);
  else if (typeof value === 'number' && Number.isFinite(value)) lines.add(numberText(value));
  else if (typeof value === 'boolean') lines.add(value ? 'true' : 'false');
  else if (value === null) lines.add('null');
  else throw REFUSED;
}

function addString(value: string, depth: number, lines: YamlLines): void {
  const text = stringText(value, depth);
  if (text === undefined) throw REFUSED;
  if (typeof text === 'string') lines.add(text);
  else {
    lines.add(text.header);
    lines.addBody(text.body);
  }
}

/** Plain data, also of another realm: what inherits from nothing, or from something that inherits from nothing. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}
