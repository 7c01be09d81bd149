import { shortHash } from '../../../kubernetes';

/** More different inputs than this are not worth remembering. */
const MOST = 256;

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
  return (input) => {
    const key = JSON.stringify(input);
    const known = written.get(key);
    if (known !== undefined) return known;
    if (written.size >= MOST) written.clear();
    const text = write(input);
    const shared = { text, hash: shortHash(text) };
    written.set(key, shared);
    return shared;
  };
}
