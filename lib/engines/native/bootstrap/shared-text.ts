/** More different inputs than this are not worth remembering. */
const MOST = 256;

/**
 * A function that writes a text once for every different input and remembers it. The text may depend on the input alone: what the
 * function is not given it cannot depend on.
 *
 * @param write - a pure function of plain data
 */
export function sharedText<T>(write: (input: T) => string): (input: T) => string {
  const written = new Map<string, string>();
  return (input) => {
    const key = JSON.stringify(input);
    const known = written.get(key);
    if (known !== undefined) return known;
    if (written.size >= MOST) written.clear();
    const text = write(input);
    written.set(key, text);
    return text;
  };
}
