import { Command } from 'commander';
import { checkCommand } from './commands/check';
import { enginesCommand } from './commands/engines';
import { explainCommand } from './commands/explain';
import { firewallCommand } from './commands/firewall';
import { initCommand } from './commands/init';
import { joinTokenCommand } from './commands/join-token';
import { schemaCommand } from './commands/schema';
import { versionsCommand } from './commands/versions';
import { workerCommand } from './commands/worker';
import type { ExitCode } from './exit-code';
import type { Io } from './io';
import { libraryVersion } from '../synth';

const EXIT_CODES = `
Exit codes: 0 done, 1 the fleet has errors, 2 the command cannot be carried out, 3 a defect of Colonnade.
Every command takes --json: the result on standard output, everything else on standard error.`;

/** All commands. `done` receives the exit code of the one that ran. */
export function program(io: Io, done: (code: ExitCode) => void): Command {
  const root = new Command('colonnade')
    .description('Hosted Kubernetes control planes from a typed description of a fleet.')
    .version(libraryVersion(), '-V, --version', 'print the version of the library')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(colonnade help lists commands and options)')
    .addHelpText('after', EXIT_CODES);
  for (const command of [
    initCommand,
    checkCommand,
    explainCommand,
    versionsCommand,
    enginesCommand,
    schemaCommand,
    workerCommand,
    joinTokenCommand,
    firewallCommand,
  ]) {
    root.addCommand(command(io, done));
  }
  for (const command of [root, ...root.commands, ...root.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
    });
  }
  return root;
}
