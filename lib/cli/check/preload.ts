/**
 * Loaded by `colonnade check` into every Node process of the program under check. A Colonnade error that nobody catches goes
 * into the report as findings, so that nobody has to read them out of a stack trace.
 */
import { ColonnadeError } from '../../findings';
import { appendCheckReport, checkReportFile } from '../../report';

const file = checkReportFile();
if (file !== undefined) {
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    if (!ColonnadeError.is(error)) return;
    appendCheckReport(file, { fleet: null, overview: null, rules: 0, findings: error.findings });
  });
}
