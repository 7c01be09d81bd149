import { allRules } from '../checks';
import type { Finding } from '../findings';
import type { FleetModel } from '../model';
import { appendCheckReport, checkReportFile, fleetOverview } from '../report';

/**
 * In check mode (see `CHECK_REPORT_VARIABLE` of the report room) appends what was found to the report. Whoever gets `true` must
 * write nothing.
 */
export function reportInCheckMode(checked: {
  readonly model: FleetModel;
  readonly findings: readonly Finding[];
}): boolean {
  const file = checkReportFile();
  if (file === undefined) return false;
  appendCheckReport(file, {
    fleet: checked.model.path,
    overview: fleetOverview(checked.model),
    model: checked.model,
    rules: allRules().length,
    findings: checked.findings,
  });
  return true;
}
