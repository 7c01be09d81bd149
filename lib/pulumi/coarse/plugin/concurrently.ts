/** Objects of a set that are worked on at once. */
const AT_ONCE = 8;

/** Does something with each item, several at once, and returns what failed, in the order of the items. */
export async function failuresOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<readonly unknown[]> {
  const failures = new Map<T, unknown>();
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item).catch((error: unknown) => failures.set(item, error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return items.flatMap((item) => (failures.has(item) ? [failures.get(item)] : []));
}
