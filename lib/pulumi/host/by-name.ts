/** A value for each name, in the order of the names. */
export function byName<E extends string, T>(names: readonly E[], valueOf: (name: E) => T): Readonly<Record<E, T>> {
  // Object.fromEntries forgets which names there are.
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<E, T>;
}
