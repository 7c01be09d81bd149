import { ColonnadeError } from '../findings';
import { reportInCheckMode } from '../fleet';
import type { Fleet } from '../fleet';
import { withLayout } from './checked-fleets';
import { fleetOutput } from './fleet-output';
import { laidOutFiles } from './laid-out-files';
import { inFileOrder } from './order';
import { filePieces } from './output-file';
import type { PlannedFile } from './layout';
import type { OutputLayout } from './output-layout';

/** A file as text. */
export interface RenderedFile {
  /** Relative to the folder of the fleet, with slashes, for example `eu-1/tenant-team-a.yaml`. */
  readonly path: string;
  /** YAML with a comment in front. */
  readonly content: string;
}

/**
 * The files of a fleet with those of a layout, as text, for programs that write them themselves: under a stock cdk8s `App`, or into an
 * archive. The same bytes as a `FleetApp` with that layout writes. While `colonnade check` runs the program, what was found is reported to it,
 * and there are no files; a stock `App` ends such a program where it is synthesized, so render before that.
 *
 * @example
 * for (const { path, content } of renderFiles(fleet, argoCd({ repository }))) { … }
 *
 * @throws ColonnadeError with all errors of the fleet, or of the options of the layout
 */
export function renderFiles(fleet: Fleet, layout: OutputLayout): readonly RenderedFile[] {
  const objectsOf = ({ chart }: PlannedFile) => inFileOrder(chart.renderObjects());
  const report = withLayout(fleet, fleet.validateFleet(), layout, objectsOf);
  if (reportInCheckMode(report)) return [];
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ColonnadeError(errors);
  return laidOutFiles(layout, fleetOutput(fleet, objectsOf), '').map((file) => ({
    path: file.path,
    content: [...filePieces(file, file.objects())].join(''),
  }));
}
