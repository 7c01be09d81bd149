import type { Finding, FindingCode, Severity } from '../findings';
import type { FleetModel } from './fleet-model';
import type { UnhonouredField } from './unhonoured';

/** What a rule says about one place in the fleet; code and severity come from the rule. */
export type Report = (finding: Pick<Finding, 'path' | 'property' | 'message' | 'fix'>) => void;

/** What the documentation says about one code. */
export interface RuleText {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** A noun phrase, for example `overlapping address ranges inside a tenant`. */
  readonly title: string;
  /** Why it matters and what would happen otherwise: two to five sentences for the documentation, with the upstream page. */
  readonly explanation: string;
  /**
   * Body of a program that this rule refuses. It stands behind a preamble that holds `app`, the fleet `fleet`, the management
   * cluster `eu`, the datastore `store` and the valid tenant `team` (`team-a`), see docs/checks/README.md.
   */
  readonly wrong: string;
  /** The same program, mended. */
  readonly right: string;
}

/** What a rule may know besides the model. */
export interface CheckContext {
  /** What the rules before this one found, acknowledged warnings included. */
  readonly found: readonly Finding[];
  /** Codes and severities of all rules of this run. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** What is set and not honoured by the engine that renders it. */
  readonly unhonoured: readonly UnhonouredField[];
}

/** One check over the whole fleet: one rule, one file, one code. */
export interface Rule extends RuleText {
  /**
   * The rule reports that something is missing, so it says nothing about a fleet of which parts were left out because their
   * input was unusable.
   *
   * @default false
   */
  readonly needsWholeFleet?: boolean;
  /** The rule looks at what others found, so it runs after those that do not. @default false */
  readonly readsFindings?: boolean;
  /** Reports every occurrence. Reads its arguments and nothing else, must not throw. Linear in the size of the fleet. */
  check(fleet: FleetModel, report: Report, context: CheckContext): void;
}
