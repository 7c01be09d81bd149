export { ColonnadeError } from './error';
export { formatFinding, sortFindings } from './finding';
export type { Finding, FindingCode, Severity } from './finding';
export { INPUT_PROBLEMS } from './input-codes';
export type { InputProblem } from './input-codes';
export { MANAGER_PROBLEMS } from './manager-codes';
export { nearest } from './nearest';
export { PULUMI_PROBLEMS } from './pulumi-codes';
export { RENDER_PROBLEMS } from './render-codes';
