import { sortFindings } from '../findings';
import type { Finding, Severity } from '../findings';
import type { FleetModel, Rule, UnhonouredField } from '../model';
import { acknowledgedPlaces, isAcknowledged } from './acknowledgements';
import { allRules } from './all-rules';

/** How {@link runChecks} looks at a fleet. */
export interface CheckOptions {
  /** Rules to run, in this order. @default - all of them */
  readonly rules?: readonly Rule[];
  /**
   * Parts of the fleet are missing from the model because their input was unusable: rules that report the absence of something
   * are left out.
   *
   * @default false
   */
  readonly incomplete?: boolean;
  /** What is set and not honoured by the engine that renders it. @default [] */
  readonly unhonoured?: readonly UnhonouredField[];
}

/** What the rules found. */
export interface CheckResult {
  /** Errors, and warnings that nobody acknowledged, in reporting order. */
  readonly findings: readonly Finding[];
  /** Warnings that were acknowledged, in reporting order. */
  readonly acknowledged: readonly Finding[];
}

/**
 * Runs the rules over a fleet and returns everything they find. Pure and linear in the size of the fleet.
 *
 * A warning is acknowledged by its code at its path or above. Acknowledging an error has no effect and is reported itself.
 */
export function runChecks(fleet: FleetModel, options: CheckOptions = {}): CheckResult {
  const { rules = allRules(), unhonoured = [] } = options;
  const found: Finding[] = [];
  const severities = new Map<string, Severity>(rules.map(({ code, severity }) => [code, severity]));
  for (const rule of inOrder(rules)) {
    if (options.incomplete === true && rule.needsWholeFleet === true) continue;
    const { code, severity } = rule;
    rule.check(fleet, (problem) => found.push({ code, severity, ...problem }), { found, severities, unhonoured });
  }
  const places = acknowledgedPlaces(fleet.acknowledgements);
  const hidden = (finding: Finding) =>
    finding.severity === 'warning' && !finding.code.startsWith('CLN60') && isAcknowledged(finding, places);
  return {
    findings: Object.freeze(sortFindings(found.filter((finding) => !hidden(finding)))),
    acknowledged: Object.freeze(sortFindings(found.filter(hidden))),
  };
}

/** Rules that look at what others found come last. */
function inOrder(rules: readonly Rule[]): readonly Rule[] {
  const isLast = ({ readsFindings = false }: Rule) => readsFindings;
  return [...rules.filter((rule) => !isLast(rule)), ...rules.filter(isLast)];
}
