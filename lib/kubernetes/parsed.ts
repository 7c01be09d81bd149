/** What reading a text gave: the value, or what is wrong with the text and, where it can be guessed, what was meant. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly suggestion?: string };

/** A value that was read. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** A text that could not be read; `suggestion` is the text to write instead. */
export function unreadable(problem: string, suggestion?: string): Parsed<never> {
  return suggestion === undefined ? { ok: false, problem } : { ok: false, problem, suggestion };
}

/**
 * How a value that was got is shown in messages: its type and a short form of it, never longer than about 80 characters.
 * For example `'16GB'`, `number NaN`, `undefined`, `object {"a":1}`.
 */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${clip(value)}'`;
    case 'undefined':
      return 'undefined';
    case 'number':
    case 'bigint':
    case 'boolean':
      return `${typeof value} ${String(value)}`;
    case 'symbol':
    case 'function':
      return typeof value;
    case 'object':
      return value === null ? 'null' : `${Array.isArray(value) ? 'array' : 'object'} ${clip(jsonOf(value))}`;
  }
}

function clip(text: string): string {
  return text.length <= 64 ? text : `${text.slice(0, 61)}...`;
}

function jsonOf(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
