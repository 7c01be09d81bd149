import type { IConstruct } from 'constructs';
import { ColonnadeError, sortFindings } from '../findings';
import type { Finding } from '../findings';
import type { Fleet, FleetReport } from '../fleet';
import type { KubernetesObject } from '../kubernetes';
import { fleetOutput } from './fleet-output';
import { planFleet } from './layout';
import type { PlannedFile } from './layout';
import type { OutputLayout } from './output-layout';
import { readTree } from './tree-objects';

/** What is found wrong with fleets and with what they are written for. */
interface CheckOptions {
  readonly throughTree: boolean;
  readonly layout?: OutputLayout | undefined;
}

/**
 * What is found wrong with each fleet of an app, and with the layout of its output for it. A layout is asked where the fleet itself has no
 * errors: before that nothing can be rendered.
 *
 * @param root the app.
 */
export function checkedFleets(
  root: IConstruct,
  fleets: readonly Fleet[],
  { layout, throughTree }: CheckOptions,
): readonly FleetReport[] {
  const reports = fleets.map((fleet) => ({ fleet, report: fleet.validateFleet() }));
  if (layout === undefined) return reports.map(({ report }) => report);
  const charts = reports
    .filter(({ report }) => !hasErrors(report))
    .flatMap(({ fleet }) => planFleet(fleet, '').map(({ chart }) => chart));
  const { objectsOf } = readTree(root, charts, throughTree);
  return reports.map(({ fleet, report }) => withLayout(fleet, report, layout, objectsOf));
}

/** A report with what a layout finds wrong, where the fleet itself has no errors. */
export function withLayout(
  fleet: Fleet,
  report: FleetReport,
  layout: OutputLayout,
  objectsOf: (file: PlannedFile) => readonly KubernetesObject[],
): FleetReport {
  if (hasErrors(report)) return report;
  const found = layoutFindings(() => layout.validate(fleetOutput(fleet, objectsOf)));
  return { ...report, findings: sortFindings([...report.findings, ...found]) };
}

/** Circles of dependencies are found while objects are put in order, which asking a layout may do. */
function layoutFindings(validate: () => readonly Finding[]): readonly Finding[] {
  try {
    return validate();
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings;
    throw error;
  }
}

function hasErrors({ findings }: FleetReport): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
