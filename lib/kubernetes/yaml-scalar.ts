import { fitsIntoBlock, literalBlock, rememberedBlock } from './yaml-block';
import type { LiteralBlock } from './yaml-block';
import { lineBreakAt } from './yaml-lines';

/*
 * When may a string stand in YAML as it is? The answer has to hold for every reader at once: YAML 1.1 resolves `yes`, `0777`, `1:30`, `1_000`
 * and dates to something else than a string, YAML 1.2 resolves `0o7`. What looks even a little like a number is therefore quoted.
 *
 * https://yaml.org/type/ (1.1), https://yaml.org/spec/1.2.2/#103-core-schema (1.2)
 */

/** Printable ASCII in which no `: ` and no ` #` can occur and which does not end in a colon or a space. */
const INSIDE = '(?:[!-9;-~]|:(?=[!-~])| (?=[!"$-~]))*';

/** Starts with something that no reader takes for an indicator, a number (some take `E0` for one) or a document marker. */
const PLAIN = new RegExp(`^(?:[A-DF-Za-df-z/$(^]|-{0,2}[Ee](?![-+0-9])|--?[A-DF-Za-df-z])${INSIDE}$`);

/** Starts with a digit, but holds a character that occurs in no number, date or time of either version, such as `16Gi` or `25%`. */
const PLAIN_WITH_DIGIT = new RegExp(`^[0-9](?=.*[%/g-mp-su-wyG-MP-SU-WY])${INSIDE}$`);

/** Words that some reader takes for a boolean, null or a number, in any mixture of cases. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|-?inf|-?infinity|-?nan)$/i;
const LONGEST_RESERVED = 9;

const PRINTABLE_ASCII = /^[ -~]*$/;
/** What YAML 1.1 or 1.2 counts as a line break or does not count as printable; a byte order mark would be taken away. */
const TO_ESCAPE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const TO_ESCAPE_BEYOND_JSON = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const HALF_OF_A_PAIR = /\p{Surrogate}/u;

/** Keys may have 1,024 characters at most unless they are marked with a question mark. */
const LONGEST_IMPLICIT_KEY = 1000;

/**
 * Text of a string as the value of a property or as an item of a sequence, unless a literal block is better.
 *
 * @param depth indentation of the lines of a literal block, in steps of two spaces; 0: the string is the whole document, which cannot be one.
 * @returns `undefined` when the string cannot be written as UTF-8 because it holds half of a surrogate pair.
 */
export function stringText(value: string, depth: number): string | LiteralBlock | undefined {
  if (PLAIN.test(value)) {
    return value.length <= LONGEST_RESERVED && RESERVED.test(value) ? `"${value}"` : value;
  }
  if (PLAIN_WITH_DIGIT.test(value)) return value;
  const block = rememberedBlock(value, depth);
  if (block !== undefined) return block;
  if (PRINTABLE_ASCII.test(value)) return quoted(value);
  if (HALF_OF_A_PAIR.test(value)) return undefined;
  if (TO_ESCAPE.test(value)) return escaped(value);
  if (value.includes('\n')) return depth > 0 && fitsIntoBlock(value) ? literalBlock(value, depth) : escaped(value);
  return value.includes('\t') ? escaped(value) : quoted(value);
}

/** Lines of one key, by depth: behind `bare` follow the lines of a collection, behind `spaced` a scalar. */
interface KeyLines {
  readonly bare: string[];
  readonly spaced: string[];
}

const keyLines = new Map<string, KeyLines>();
const MOST_REMEMBERED_KEYS = 4096;

/**
 * Line break, indentation, key and colon, and a space when a scalar follows. The same few hundred keys make up a fleet, so their lines are
 * remembered.
 *
 * @param depth indentation of the line, in steps of two spaces.
 * @returns `undefined`, see {@link stringText}.
 */
export function keyLineText(key: string, depth: number, isScalar: boolean): string | undefined {
  const remembered = keyLines.get(key);
  const line = isScalar ? remembered?.spaced[depth] : remembered?.bare[depth];
  return line ?? newKeyLine(key, depth, isScalar);
}

function newKeyLine(key: string, depth: number, isScalar: boolean): string | undefined {
  const text = stringText(key, 0);
  if (typeof text !== 'string') return undefined;
  const lineBreak = lineBreakAt(depth);
  const marked = text.length > LONGEST_IMPLICIT_KEY ? `? ${text}${lineBreak}` : text;
  const line = `${lineBreak}${marked}:${isScalar ? ' ' : ''}`;
  const lines = keyLines.get(key) ?? { bare: [], spaced: [] };
  (isScalar ? lines.spaced : lines.bare)[depth] = line;
  if (keyLines.size < MOST_REMEMBERED_KEYS) keyLines.set(key, lines);
  return line;
}

/** Text of a finite number. An exponent needs a fraction to be a number in YAML 1.1 as well. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function quoted(value: string): string {
  return value.includes('"') || value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
}

function escaped(value: string): string {
  return JSON.stringify(value).replace(
    TO_ESCAPE_BEYOND_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
