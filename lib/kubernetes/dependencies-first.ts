/**
 * Items behind all that they need, and otherwise as they come. What is needed and is not among the items is left out of account; in a
 * circle, which has no such order, each item is there once.
 *
 * @param needsOf - names of what has to come before an item
 * @param nameOf - what an item is called in the needs of others
 */
export function dependenciesFirst<T>(
  items: readonly T[],
  needsOf: (item: T) => readonly string[],
  nameOf: (item: T) => string,
): readonly T[] {
  const byName = new Map(items.map((item) => [nameOf(item), item] as const));
  const ordered = new Set<T>();
  const visited = new Set<T>();
  const visit = (item: T): void => {
    if (visited.has(item)) return;
    visited.add(item);
    for (const name of needsOf(item)) {
      const needed = byName.get(name);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(item);
  };
  items.forEach(visit);
  return [...ordered];
}
