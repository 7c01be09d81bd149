import { App } from 'cdk8s';
import { runInOrder, stacksOf } from '../../../lib/pulumi/stack-order';
import { twoClusters } from '../../support/pulumi/fleet';

const TENANTS = [
  { name: 'team-b', address: '203.0.113.11' },
  { name: 'team-a', address: '203.0.113.10' },
];

describe('the stacks of a fleet', () => {
  const { model } = twoClusters(new App(), TENANTS).validateFleet();
  const said = (...of: [Parameters<typeof stacksOf>[2], Parameters<typeof stacksOf>[3]]) =>
    stacksOf(model, ['us-1', 'eu-1'], ...of).map(({ name, only, after }) => [name, only, after]);

  test('are its management clusters, with everything on them', () => {
    expect(said('management-cluster', 'destroy')).toEqual([
      ['eu-1', undefined, []],
      ['us-1', undefined, []],
    ]);
  });

  test('are its tenants, after what they share', () => {
    expect(said('tenant', 'up')).toEqual([
      ['eu-1', 'shared', []],
      ['eu-1.team-a', ['team-a'], ['eu-1']],
      ['eu-1.team-b', ['team-b'], ['eu-1']],
      ['us-1', 'shared', []],
    ]);
  });

  test('are destroyed before what they share', () => {
    expect(said('tenant', 'destroy')).toEqual([
      ['eu-1.team-a', ['team-a'], []],
      ['eu-1.team-b', ['team-b'], []],
      ['eu-1', 'shared', ['eu-1.team-a', 'eu-1.team-b']],
      ['us-1', 'shared', []],
    ]);
  });

  test.each(['preview', 'refresh'] as const)('wait for none in a %s', (operation) => {
    expect(said('tenant', operation).map(([name, , after]) => [name, after])).toEqual([
      ['eu-1', []],
      ['eu-1.team-a', []],
      ['eu-1.team-b', []],
      ['us-1', []],
    ]);
  });
});

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
