import type { Rule } from '../model';
import type * as loaded from './rules';

/** All rules, in the order of their codes. They are loaded with the first use, because a program that imports constructs pays for every file. */
export function allRules(): readonly Rule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous
  return (require('./rules') as typeof loaded).rules;
}
