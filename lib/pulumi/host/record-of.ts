/** A record with these keys and no others. */
export function recordOf<E extends string, T>(names: readonly E[], valueOf: (name: E) => T): Readonly<Record<E, T>> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<E, T>;
}
