export { explain } from './explain';
export type { CheckContext, Report, Rule, RuleText } from '../model';
export { allRules } from './all-rules';
export { engineRules } from './engine-rules';
export { runChecks } from './run';
export type { CheckOptions, CheckResult } from './run';
