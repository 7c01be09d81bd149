export { countSeverities, DEFAULT_WIDTH, formatFindings, formatProblems } from './findings';
export type { Layout } from './findings';
export { fleetOverview, formatOverview } from './overview';
export type { FleetOverview } from './overview';
export { COLOUR, PLAIN, styleFor } from './style';
export type { Style, Terminal } from './style';
export { formatSummary } from './summary';
export type { CheckSummary, WriteSummary } from './summary';
export { count, formatSize, formatSeconds, wrap } from './text';
export {
  appendCheckReport,
  CHECK_ONLY,
  CHECK_REPORT_VARIABLE,
  checkReportFile,
  readCheckReports,
} from './check-report';
export type { CheckReport } from './check-report';
