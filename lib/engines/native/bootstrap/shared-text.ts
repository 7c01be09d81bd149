import { shortHash } from '../../../kubernetes';
import { onceForEach } from '../objects';

/** A text and a hash that changes with it. */
export interface SharedText {
  readonly text: string;
  readonly hash: string;
}

/**
 * A function that writes a text once for every different input, see {@link onceForEach}.
 *
 * @param write - a pure function of plain data
 */
export function sharedText<T>(write: (input: T) => string): (input: T) => SharedText {
  return onceForEach((input: T) => {
    const text = write(input);
    return Object.freeze({ text, hash: shortHash(text) });
  });
}
