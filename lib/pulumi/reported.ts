import type { Finding } from '../findings';
import type { FleetReport } from '../fleet';

/** Type of the component of a fleet, which carries what was found. */
export const FLEET_TYPE = 'colonnade:index:Fleet';

/** What the checks said of a fleet, as it is told to policies: plain data, in the inputs of the fleet's component. */
export interface ReportedFinding extends Finding {
  /** Whether the program accepted it, by its code and with a reason. */
  readonly acknowledged: boolean;
}

/** What is said where a value is known later. */
const KNOWN_LATER = '(known later)';

/**
 * What the checks found, without what stands for values that are known later.
 *
 * @param texts - that stand for values
 */
export function reportedFindings(
  { findings, acknowledged }: Pick<FleetReport, 'findings' | 'acknowledged'>,
  texts: readonly string[],
): readonly ReportedFinding[] {
  // The longest first: one may be the beginning of another.
  const longest = [...texts].sort((a, b) => b.length - a.length);
  const without = (said: string): string => longest.reduce((text, one) => text.replaceAll(one, KNOWN_LATER), said);
  const told = (isAcknowledged: boolean) => (finding: Finding) => ({
    ...finding,
    message: without(finding.message),
    fix: without(finding.fix),
    acknowledged: isAcknowledged,
  });
  return [...findings.map(told(false)), ...acknowledged.map(told(true))];
}
