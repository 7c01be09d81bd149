import { appendFileSync, readFileSync } from 'node:fs';
import type { Finding } from '../findings';
import type { FleetModel } from '../model';
import type { FleetOverview } from './overview';

/**
 * Environment variable that puts a program into check mode: its value names a file. A fleet that is synthesized appends what
 * its checks found, and nothing else is written. `colonnade check` sets it.
 */
export const CHECK_REPORT_VARIABLE = 'COLONNADE_CHECK_REPORT';

/** What a stock cdk8s `App` is told in check mode, as a validation message, so that it writes nothing. */
export const CHECK_ONLY = 'checked by `colonnade check`; nothing is written';

/** What one fleet of a program in check mode has to say. */
export interface CheckReport {
  /** Construct path of the fleet; `null` when the program failed before it got to one. */
  readonly fleet: string | null;
  /** `null` when the input was too broken to describe a fleet. */
  readonly overview: FleetOverview | null;
  /** What commands that need more than findings read; `null` as for `overview`. */
  readonly model: FleetModel | null;
  /** Number of rules that ran. */
  readonly rules: number;
  readonly findings: readonly Finding[];
}

/** The report file when the program runs in check mode, otherwise `undefined`. */
export function checkReportFile(): string | undefined {
  const file = process.env[CHECK_REPORT_VARIABLE];
  return file === undefined || file === '' ? undefined : file;
}

/** Appends one report to the file, as one line of JSON. */
export function appendCheckReport(file: string, report: CheckReport): void {
  appendFileSync(file, `${JSON.stringify(report)}\n`);
}

/** Reads the reports back, in the order in which they were appended. */
export function readCheckReports(file: string): readonly CheckReport[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CheckReport);
}
