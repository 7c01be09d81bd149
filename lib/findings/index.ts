export { ColonnadeError } from './error';
export { formatFinding, sortFindings } from './finding';
export type { Finding, FindingCode, Severity } from './finding';
