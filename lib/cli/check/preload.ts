/**
 * Loaded by `colonnade check` into every Node process of the program under check. An error that nobody catches goes into the
 * report as findings, so that nobody has to read them out of a stack trace.
 */
import { ColonnadeError } from '../../findings';
import type { Finding } from '../../findings';
import { appendCheckReport, CHECK_ONLY, checkReportFile } from '../../report';
import { COMMAND_PROBLEMS } from '../problems';

const file = checkReportFile();
if (file !== undefined) {
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    const findings = findingsOf(error);
    if (findings.length > 0) appendCheckReport(file, { fleet: null, overview: null, model: null, rules: 0, findings });
  });
}

function findingsOf(error: unknown): readonly Finding[] {
  if (ColonnadeError.is(error)) return error.findings;
  const message = error instanceof Error ? error.message : String(error);
  // That is how a stock App is stopped in check mode.
  if (message.includes(CHECK_ONLY)) return [];
  return [
    {
      code: COMMAND_PROBLEMS.programFailed.code,
      severity: 'error',
      path: 'program',
      property: '',
      message: `it failed with an error of its own: ${message.split('\n')[0]}`,
      fix: 'mend what it printed above.',
    },
  ];
}
