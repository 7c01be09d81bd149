import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { sortFindings } from '../../findings';
import type { Finding } from '../../findings';
import { countSeverities, formatProblems, formatSummary } from '../../report';
import type { CheckReport } from '../../report';
import { appCommand } from '../check/app-command';
import { checkModelFile } from '../check/model-file';
import { runProgram } from '../check/run-program';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { COMMAND_PROBLEMS, commandError } from '../problems';

interface CheckOptions {
  readonly app?: string;
  readonly timeout: number;
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
      const reports = await collect(target, options, io);
      done(print(reports, options, io));
    });
}

async function collect(target: string, options: CheckOptions, io: Io): Promise<readonly CheckReport[]> {
  const path = resolve(io.cwd, target);
  if (!existsSync(path)) {
    throw commandError(
      'unreadable',
      target,
      'there is no such file or folder.',
      'name a folder with a cdk8s.yaml, or a fleet.json.',
    );
  }
  if (statSync(path).isFile()) return [checkModelFile(path, target)];
  const model = join(path, 'fleet.json');
  if (options.app === undefined && !existsSync(join(path, 'cdk8s.yaml')) && existsSync(model)) {
    return [checkModelFile(model, join(target, 'fleet.json'))];
  }
  return checkProgram(options.app ?? appCommand(path), path, options, io);
}

async function checkProgram(
  command: string,
  cwd: string,
  options: CheckOptions,
  io: Io,
): Promise<readonly CheckReport[]> {
  const run = await runProgram(command, { cwd, env: { ...io.env }, timeoutSeconds: options.timeout });
  const failed = run.reports.some(({ findings }) => findings.some(isProgramFailure));
  if (run.reports.length > 0 && !failed) return run.reports;
  if (run.output.trim() !== '') io.err(`${run.output.trimEnd()}\n\n`);
  if (failed) return run.reports;
  if (run.timedOut) {
    throw commandError(
      'programFailed',
      command,
      `it did not end within ${options.timeout} s.`,
      'mend the program, or give it more time with --timeout.',
    );
  }
  if (run.exitCode !== 0) {
    const how = run.exitCode === null ? 'a signal' : `exit code ${run.exitCode}`;
    throw commandError(
      'programFailed',
      command,
      `it ended with ${how} before a fleet was checked.`,
      'mend what the program printed above.',
    );
  }
  throw commandError(
    'noFleet',
    command,
    'it ended without synthesizing a fleet.',
    'make a Fleet in an App or FleetApp and call app.synth().',
  );
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

function isProgramFailure({ code }: Finding): boolean {
  return code === COMMAND_PROBLEMS.programFailed.code;
}

function subject(reports: readonly CheckReport[]): { readonly subject?: string } {
  const names = [...new Set(reports.flatMap(({ fleet }) => (fleet === null ? [] : [fleet])))];
  return names.length === 0 ? {} : { subject: `fleet${names.length === 1 ? '' : 's'} ${names.join(', ')}` };
}

function unique(findings: readonly Finding[]): Finding[] {
  return sortFindings([...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]);
}

function seconds(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 86_400) {
    throw new InvalidArgumentError('expected whole seconds between 1 and 86400.');
  }
  return number;
}
