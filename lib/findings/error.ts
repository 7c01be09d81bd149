import { formatFinding, sortFindings } from './finding';
import type { Finding, FindingCode } from './finding';

const MARK = Symbol.for('colonnade.ColonnadeError');

/**
 * Every error that Colonnade raises on purpose: one or more findings, reported together.
 *
 * Recognize it with {@link ColonnadeError.is}, which also works when two copies of the package are loaded.
 */
export class ColonnadeError extends Error {
  /** Whether a caught value is a Colonnade error, from whichever copy of the package. */
  public static is(value: unknown): value is ColonnadeError {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  /** An error with a single finding of severity `error`. */
  public static of(finding: Omit<Finding, 'severity'>): ColonnadeError {
    return new ColonnadeError([{ ...finding, severity: 'error' }]);
  }

  /** All problems of this run, in reporting order. Never empty. */
  public readonly findings: readonly Finding[];

  public override readonly name = 'ColonnadeError';

  public constructor(findings: readonly Finding[], options?: ErrorOptions) {
    const sorted = sortFindings(findings);
    super(sorted.map(formatFinding).join('\n'), options);
    this.findings = Object.freeze(sorted);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** The code of the first finding. */
  public get code(): FindingCode | undefined {
    return this.findings[0]?.code;
  }
}
