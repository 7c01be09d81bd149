import { allRules, engineRules, explain, runChecks } from '../../../lib/checks';
import { fleetModel } from './fixtures';

describe('the list of rules', () => {
  test('codes are unique, four digits, and in order', () => {
    const codes = allRules().map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
    for (const code of codes) expect(code).toMatch(/^CLN\d{4}$/);
  });

  test('those of engines follow, each engine in a range of its own', () => {
    const codes = engineRules().map((rule) => rule.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
    for (const code of codes) expect(code).toMatch(/^CLN7[0-5]\d\d$/);
  });

  test('those of engines point at the upstream page', () => {
    for (const { explanation } of engineRules()) expect(explanation).toContain('https://');
  });

  test.each([...allRules(), ...engineRules()].map((rule) => [rule.code, rule] as const))(
    '%s is documented',
    (_code, rule) => {
      expect(rule.title).toMatch(/^[a-zA-Z].*[^.]$/);
      expect(rule.explanation.length).toBeGreaterThan(80);
      expect(rule.wrong).not.toBe(rule.right);
    },
  );

  test('a code is explained by its rule, any other by nothing', () => {
    expect(explain('CLN1004')).toMatchObject({ title: 'overlapping address ranges inside a tenant' });
    expect(explain('CLN7002')).toMatchObject({ code: 'CLN7002', severity: 'error' });
    expect(explain('CLN9999')).toBeUndefined();
  });

  test('nothing is found in a fleet that is fine', () => {
    expect(runChecks(fleetModel())).toEqual({ findings: [], acknowledged: [] });
  });
});
