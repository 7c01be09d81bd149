/** More different texts than this are not worth remembering, nor are longer ones. */
const MOST = 1024;
const LONGEST = 64;

/**
 * A pure function of a text that remembers its results: a fleet reads the same few addresses and ranges thousands of times.
 *
 * @param read - its results are shared by everybody who asks, so nobody may change them.
 */
export function remembered<T extends object>(read: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = Object.freeze(read(text));
    if (text.length > LONGEST) return result;
    if (results.size >= MOST) results.clear();
    results.set(text, result);
    return result;
  };
}
