/**
 * A property of props whose shape is not known to be right yet. It is `undefined`, whatever its type says, where it cannot be
 * read; that is then among the problems of the construct, of which nothing is rendered.
 */
export function peek<P extends object, K extends keyof P>(props: P, key: K): P[K] {
  try {
    return props[key];
  } catch {
    return undefined as P[K];
  }
}
