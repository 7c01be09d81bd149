import type { RuleText } from '../model';
import { allRules } from './all-rules';
import { engineRules } from './engine-rules';

/** The rule with a code, those of engines included, or `undefined` when there is none. */
export function explain(code: string): RuleText | undefined {
  const withCode = (rule: RuleText) => rule.code === code;
  return allRules().find(withCode) ?? engineRules().find(withCode);
}
