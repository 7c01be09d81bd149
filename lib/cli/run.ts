import { CommanderError } from 'commander';
import { ColonnadeError } from '../findings';
import type { Finding } from '../findings';
import { formatProblems } from '../report';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { COMMAND_PROBLEMS, isCommandError } from './problems';
import { program } from './program';

/**
 * Runs one command line (without the names of node and of the script). Never throws: what goes wrong is printed, on standard
 * error for people and, with `--json`, on standard output as `{"ok": false, "findings": [...]}`.
 */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    let exitCode: ExitCode = EXIT.ok;
    await program(io, (code) => {
      exitCode = code;
    }).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explainFailure(error, args.includes('--json'), io);
  }
}

function explainFailure(error: unknown, json: boolean, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    const message = error.message.replace(/^error: /, '');
    if (json) printJson(io, [usageFinding(message)]);
    return EXIT.usage;
  }
  if (ColonnadeError.is(error)) {
    if (json) printJson(io, error.findings);
    io.err(`${formatProblems(error.findings, { style: io.stderrStyle, width: io.width })}\n`);
    return isCommandError(error) ? EXIT.usage : EXIT.findings;
  }
  const { code, title, explanation } = COMMAND_PROBLEMS.internal;
  const message = error instanceof Error ? error.message : String(error);
  if (json) {
    printJson(io, [
      { code, severity: 'error', path: 'colonnade', property: '', message, fix: 'report it with the trace.' },
    ]);
  }
  io.err(`${code}  ${title}. ${explanation}\n\n${error instanceof Error ? (error.stack ?? message) : message}\n`);
  return EXIT.internal;
}

function usageFinding(message: string): Finding {
  const { code } = COMMAND_PROBLEMS.usage;
  return { code, severity: 'error', path: 'colonnade', property: '', message, fix: 'colonnade help' };
}

function printJson(io: Io, findings: readonly Finding[]): void {
  io.out(`${JSON.stringify({ ok: false, findings }, null, 2)}\n`);
}
