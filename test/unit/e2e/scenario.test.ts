import { Broken, runScenarios } from '../../e2e/run/scenario';
import type { Outcome, Scenario } from '../../e2e/run/scenario';

const context = { kubectl: () => Promise.reject(new Error('there is no cluster.')), manifests: '' };

function scenario(name: string, more: Partial<Scenario> = {}): Scenario {
  return { name, seconds: 5, run: () => Promise.resolve(), ...more };
}

describe('scenarios', () => {
  test('one that fails does not stop the next one', async () => {
    const told: Outcome[] = [];
    const failing = scenario('a', { run: () => Promise.reject(new Broken('no.')) });
    const { ended, notBegun } = await runScenarios([failing, scenario('b')], context, Infinity, (outcome) =>
      told.push(outcome),
    );
    expect(ended).toMatchObject([
      { name: 'a', passed: false, problem: 'no.' },
      { name: 'b', passed: true },
    ]);
    expect(told).toEqual(ended);
    expect(notBegun).toEqual([]);
  });

  test('only one that says how long it takes is not begun when too little time is left, and counts for nothing', async () => {
    const scenarios = [scenario('a'), scenario('b', { notWithout: 60 }), scenario('c', { notWithout: 3600 })];
    const until = Date.now() + 600_000;
    const { ended, notBegun } = await runScenarios(scenarios, context, until, () => undefined);
    expect(ended.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(notBegun).toEqual(['c']);
    expect((await runScenarios(scenarios, context, 0, () => undefined)).notBegun).toEqual(['b', 'c']);
  });

  test('one that does not end in its time fails', async () => {
    const endless = scenario('a', { seconds: 0.05, run: () => new Promise<never>(() => undefined) });
    const { ended } = await runScenarios([endless], context, Infinity, () => undefined);
    expect(ended).toMatchObject([{ passed: false, problem: 'not done within 0.05 s' }]);
  });
});
