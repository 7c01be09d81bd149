/** How much a finding matters: an error stops synthesis, a warning can be acknowledged by its code. */
export type Severity = 'error' | 'warning';

/**
 * A stable identifier of a kind of problem, `CLN` and four digits.
 *
 * The first two digits name the subject: `00` shape of the input, `10` networks, `11` names, `12` endpoints, `13` versions,
 * `14` datastores, `20` availability, `21` capacity, `30` host and engine, `40` security, `50` patches,
 * `60` acknowledgements, `90` tools and files.
 */
export type FindingCode = `CLN${number}`;

/** One problem found in a fleet, in the words of the program that described it. */
export interface Finding {
  /** Which rule found it, for example `CLN1004`. */
  readonly code: FindingCode;
  /** Whether it stops synthesis. */
  readonly severity: Severity;
  /** Construct path of the thing it is about, for example `acme/eu-1/team-a`. */
  readonly path: string;
  /** Property of that thing, dotted, for example `network.podCidrs[0]`; empty when the thing as a whole is meant. */
  readonly property: string;
  /** What is wrong, including the value that was got. One sentence, no trailing newline. */
  readonly message: string;
  /** What to write instead. Starts with a verb or with the text to type. */
  readonly fix: string;
}

/** Puts findings into the order in which they are always reported: by path, then code, then property, then message. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      compare(a.code, b.code) ||
      compare(a.property, b.property) ||
      compare(a.message, b.message),
  );
}

/** Renders a finding on one line: `CLN1004 acme/eu-1/team-a network.podCidrs: message. Fix: fix`. */
export function formatFinding(finding: Finding): string {
  const where = finding.property === '' ? finding.path : `${finding.path} ${finding.property}`;
  return `${finding.code} ${where}: ${finding.message} Fix: ${finding.fix}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
