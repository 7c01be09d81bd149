/** More different inputs than this are not worth remembering. */
const MOST = 256;

const MOST_RECENT = 8;

/**
 * A function that makes something once for every different input and remembers it. The result may depend on the input alone: what the
 * function is not given it cannot depend on.
 *
 * @param make - a pure function of plain data; its results are shared, so they have to be frozen
 */
export function onceForEach<I, O>(make: (input: I) => O): (input: I) => O {
  const made = new Map<string, { readonly result: O }>();
  const recent: { readonly input: I; readonly result: O }[] = [];
  const find = (input: I): O => {
    const key = JSON.stringify(input);
    const known = made.get(key);
    if (known !== undefined) return known.result;
    if (made.size >= MOST) made.clear();
    const result = make(input);
    made.set(key, { result });
    return result;
  };
  return (input) => {
    // Most inputs are made of the same frozen defaults as one a moment ago, which costs less to see than to write them down.
    const same = recent.find((entry) => isShallowlyEqual(entry.input, input));
    if (same !== undefined) return same.result;
    const result = find(input);
    if (recent.length >= MOST_RECENT) recent.length = 0;
    recent.push({ input, result });
    return result;
  };
}

/** Whether the values are the same, or objects whose properties hold the same values or the same frozen objects. */
function isShallowlyEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  for (const key in a) {
    const value: unknown = Reflect.get(a, key);
    if (Reflect.get(b, key) !== value || (typeof value === 'object' && !Object.isFrozen(value))) return false;
  }
  return Object.keys(a).length === Object.keys(b).length;
}
