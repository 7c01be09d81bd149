import { allRules, engineRules, runChecks } from '../../../lib/checks';
import { KNOWN_ENGINES, knownEngineOf } from '../../../lib/engines/known';
import { runWholeProgram, wholeProgram } from '../../support/programs';

describe('rules of engines', () => {
  test.each(allRules().map((rule) => [rule.code, rule] as const))(
    'say nothing of a fleet of the native engine: %s',
    (_code, { right }) => {
      const model = runWholeProgram(wholeProgram(right)).fleet.toModel();
      expect(runChecks(model, { rules: engineRules() }).findings).toEqual([]);
    },
  );

  test('are those of the engines that there are', () => {
    const codes = KNOWN_ENGINES.flatMap(({ engine }) => engine.rules.map(({ code }) => code));
    expect(engineRules().map(({ code }) => code)).toEqual([...new Set(codes)].sort());
  });

  test('an engine is found by what a model records of it, and nobody else’s is', () => {
    for (const known of KNOWN_ENGINES) expect(knownEngineOf(known.engine.reference)).toBe(known);
    expect(knownEngineOf({ name: 'toy', options: {} })).toBeUndefined();
  });
});
