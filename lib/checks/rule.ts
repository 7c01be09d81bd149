import type { Finding, FindingCode, Severity } from '../findings';
import type { FleetModel } from '../model';

/** What a rule says about one place in the fleet; code and severity come from the rule. */
export type Report = (finding: Pick<Finding, 'path' | 'property' | 'message' | 'fix'>) => void;

/** One check over the whole fleet: one rule, one file, one code. */
export interface Rule {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** A noun phrase, for example `overlapping address ranges inside a tenant`. */
  readonly title: string;
  /** Why it matters and what would happen otherwise: two to five sentences for the documentation, with the upstream page. */
  readonly explanation: string;
  /** Body of a program (inside a prepared preamble) that this rule refuses. */
  readonly wrong: string;
  /** The same program, mended. */
  readonly right: string;
  /** Reports every occurrence. Reads the model and nothing else, must not throw. Linear in the size of the fleet. */
  check(fleet: FleetModel, report: Report): void;
}
