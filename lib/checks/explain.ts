import type { RuleText } from './rule';
import { rules } from './rules';

/** The rule with a code, or `undefined` when there is none. */
export function explain(code: string): RuleText | undefined {
  return rules.find((rule) => rule.code === code);
}
