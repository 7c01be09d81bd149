/**
 * Runs tasks, so many at once, each when those that it needs have ended, and begins them in their order.
 *
 * @param after - names of tasks that stand before it in the list
 */
export async function runInOrder<T extends { readonly name: string; readonly after: readonly string[] }, R>(
  tasks: readonly T[],
  atOnce: number,
  run: (task: T, needed: ReadonlyMap<string, R>) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<string, R>();
  const waiting = [...tasks];
  let wake = (): void => undefined;
  let ended = new Promise<void>((resolve) => (wake = resolve));
  const worker = async (): Promise<void> => {
    while (waiting.length > 0) {
      const next = waiting.findIndex(({ after }) => after.every((name) => results.has(name)));
      const [task] = next === -1 ? [] : waiting.splice(next, 1);
      if (task === undefined) {
        await ended;
        continue;
      }
      results.set(task.name, await run(task, results));
      const awake = wake;
      ended = new Promise<void>((resolve) => (wake = resolve));
      awake();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tasks.flatMap(({ name }) => results.get(name) ?? []);
}
