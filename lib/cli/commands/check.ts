import { Command } from 'commander';
import { sortFindings } from '../../findings';
import type { Finding } from '../../findings';
import { countSeverities, formatProblems, formatSummary } from '../../report';
import type { CheckReport } from '../../report';
import { collectReports, isProgramFailure, seconds } from '../check/collect';
import type { CollectOptions } from '../check/collect';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';

interface CheckOptions extends CollectOptions {
  readonly json?: boolean;
}

/** `colonnade check [target]` */
export function checkCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('check')
    .summary('check a fleet; writes nothing')
    .description(
      'Checks a fleet and writes nothing. Runs the program named by `app` in cdk8s.yaml of a folder (default: this one), or reads a model that was written as fleet.json.',
    )
    .argument('[target]', 'folder with cdk8s.yaml, or a fleet.json', '.')
    .option('--app <command>', 'program to run instead of the one in cdk8s.yaml')
    .option('--timeout <seconds>', 'time that the program may take', seconds, 600)
    .option('--json', 'print the findings as JSON')
    .action(async (target: string, options: CheckOptions) => {
      const reports = await collectReports(target, options, io);
      done(print(reports, options, io));
    });
}

function print(reports: readonly CheckReport[], options: CheckOptions, io: Io): ExitCode {
  const findings = unique(reports.flatMap((report) => report.findings));
  const { errors } = countSeverities(findings);
  const fleets = reports.flatMap(({ overview }) => (overview === null ? [] : [overview]));
  const rules = Math.max(0, ...reports.map((report) => report.rules));
  if (options.json === true) {
    io.out(`${JSON.stringify({ ok: errors === 0, rules, fleets, findings }, null, 2)}\n`);
  } else if (errors === 0) {
    io.out(`${formatSummary({ fleets, rules, findings }, undefined, { style: io.stdoutStyle, width: io.width })}\n`);
  } else {
    io.out(
      `${formatProblems(findings, { ...subject(reports), remark: 'Nothing was written.', style: io.stdoutStyle, width: io.width })}\n`,
    );
  }
  if (errors === 0) return EXIT.ok;
  return findings.some(isProgramFailure) ? EXIT.usage : EXIT.findings;
}

function subject(reports: readonly CheckReport[]): { readonly subject?: string } {
  const names = [...new Set(reports.flatMap(({ fleet }) => (fleet === null ? [] : [fleet])))];
  return names.length === 0 ? {} : { subject: `fleet${names.length === 1 ? '' : 's'} ${names.join(', ')}` };
}

function unique(findings: readonly Finding[]): Finding[] {
  return sortFindings([...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]);
}
