import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Finding } from '../../findings';
import type { CheckReport } from '../../report';
import type { Io } from '../io';
import { COMMAND_PROBLEMS, commandError } from '../problems';
import { appCommand } from './app-command';
import { mergeReports } from './merge-reports';
import { checkModelFile } from './model-file';
import { runProgram } from './run-program';

/** Options of every command that reads a fleet. */
export interface CollectOptions {
  /** Program to run instead of the one in cdk8s.yaml. */
  readonly app?: string;
  /** Seconds that the program may take. */
  readonly timeout: number;
}

/** Checks the fleet of a file, or the fleets of the program of a folder; nothing is written. @throws ColonnadeError of the command */
export async function collectReports(target: string, options: CollectOptions, io: Io): Promise<readonly CheckReport[]> {
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
  options: CollectOptions,
  io: Io,
): Promise<readonly CheckReport[]> {
  const run = await runProgram(command, { cwd, env: { ...io.env }, timeoutSeconds: options.timeout });
  const failed = run.reports.some(({ findings }) => findings.some(isProgramFailure));
  if (run.reports.length > 0 && !failed) return mergeReports(run.reports);
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

/** Whether a finding is about the program that describes the fleet, and not about the fleet. */
export function isProgramFailure({ code }: Finding): boolean {
  return code === COMMAND_PROBLEMS.programFailed.code;
}

/** Reads the value of `--timeout`. */
export function seconds(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 86_400) {
    throw new InvalidArgumentError('expected whole seconds between 1 and 86400.');
  }
  return number;
}
