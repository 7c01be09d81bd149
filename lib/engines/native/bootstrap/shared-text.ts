import { shortHash } from '../../../kubernetes';

/** More different inputs than this are not worth remembering. */
const MOST = 256;

const MOST_RECENT = 8;

/** A text and a hash that changes with it. */
export interface SharedText {
  readonly text: string;
  readonly hash: string;
}

/**
 * A function that writes a text once for every different input and remembers it. The text may depend on the input alone: what the
 * function is not given it cannot depend on.
 *
 * @param write - a pure function of plain data
 */
export function sharedText<T>(write: (input: T) => string): (input: T) => SharedText {
  const written = new Map<string, SharedText>();
  const recent: { readonly input: T; readonly shared: SharedText }[] = [];
  const find = (input: T): SharedText => {
    const key = JSON.stringify(input);
    const known = written.get(key);
    if (known !== undefined) return known;
    if (written.size >= MOST) written.clear();
    const text = write(input);
    const shared = { text, hash: shortHash(text) };
    written.set(key, shared);
    return shared;
  };
  return (input) => {
    // Most inputs are made of the same frozen defaults as one a moment ago, which costs less to see than to write them down.
    const same = recent.find((entry) => isShallowlyEqual(entry.input, input));
    if (same !== undefined) return same.shared;
    const shared = find(input);
    if (recent.length >= MOST_RECENT) recent.length = 0;
    recent.push({ input, shared });
    return shared;
  };
}

/** Whether the values are the same, or objects whose properties hold the same values or the same frozen objects. */
function isShallowlyEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const properties = Object.entries(a);
  return (
    properties.length === Object.keys(b).length &&
    properties.every(
      ([key, value]) => Reflect.get(b, key) === value && (typeof value !== 'object' || Object.isFrozen(value)),
    )
  );
}
