import { runInOrder } from '../../../lib/pulumi/run-in-order';

describe('tasks', () => {
  const task = (name: string, ...after: string[]) => ({ name, after });

  /** Runs tasks that end when all that can begin have begun. */
  async function run(tasks: readonly ReturnType<typeof task>[], atOnce: number) {
    const told: string[] = [];
    const results = await runInOrder(tasks, atOnce, async ({ name }, before: ReadonlyMap<string, string>) => {
      told.push(`+${name}`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`-${name}`);
      return `${name} after ${[...before.keys()].join('')}`;
    });
    return { told, results };
  }

  test('are run one after the other, in their order', async () => {
    const { told, results } = await run([task('a'), task('b', 'a'), task('c')], 1);
    expect(told).toEqual(['+a', '-a', '+b', '-b', '+c', '-c']);
    expect(results).toEqual(['a after ', 'b after a', 'c after ab']);
  });

  test('are run at once where they need nothing of each other; the rest waits, however many could be run', async () => {
    const { told, results } = await run([task('a'), task('b', 'a'), task('c', 'a', 'd'), task('d')], 9);
    expect(told).toEqual(['+a', '+d', '-a', '+b', '-d', '+c', '-b', '-c']);
    expect(results.map((result) => result[0])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('are none where there are none', async () => {
    expect(await run([], 4)).toEqual({ told: [], results: [] });
  });
});
