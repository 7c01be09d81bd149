import type { RuleText } from '../model';
import { allRules } from './all-rules';

/** The rule with a code, or `undefined` when there is none. */
export function explain(code: string): RuleText | undefined {
  return allRules().find((rule) => rule.code === code);
}
