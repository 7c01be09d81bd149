import { Command } from 'commander';
import { capabilityOf, knownEngines } from '../../engines';
import type { KnownEngine, Support } from '../../engines';
import { nearest } from '../../findings';
import { wrap } from '../../report';
import { collectReports, seconds } from '../check/collect';
import type { CollectOptions } from '../check/collect';
import { changedFields, isLost } from '../engines/compare';
import type { ChangedField } from '../engines/compare';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { commandError } from '../problems';

interface DiffOptions extends CollectOptions {
  readonly to: string;
  readonly from?: string;
  readonly json?: boolean;
}

/** `colonnade engines` and `colonnade engines diff` */
export function enginesCommand(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command('engines')
    .summary('say what each engine makes of each field')
    .description('Lists field by field what the engines make of tenants, datastores and worker pools.')
    .option('--json', 'print as JSON')
    .action((options: { readonly json?: boolean }) => {
      io.out(options.json === true ? `${JSON.stringify(asData(), null, 2)}\n` : table(io));
      done(EXIT.ok);
    });
  return command.addCommand(diffCommand(io, done));
}

function diffCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('diff')
    .summary('say what a fleet loses and gains with another engine')
    .description(
      'Lists what a fleet sets and another engine treats in another way. The target is what `colonnade check` takes. Ends with 1 when something is lost.',
    )
    .argument('[target]', 'folder with cdk8s.yaml, or a fleet.json', '.')
    .requiredOption('--to <engine>', 'the other engine')
    .option('--from <engine>', 'compare as if the fleet had this engine (default: what each tenant has)')
    .option('--app <command>', 'program to run instead of the one in cdk8s.yaml')
    .option('--timeout <seconds>', 'time that the program may take', seconds, 600)
    .option('--json', 'print as JSON')
    .action(async (target: string, _: unknown, self: Command) => {
      // `--json` is an option of `engines` as well, which takes it before this command sees it.
      const options: DiffOptions = self.optsWithGlobals();
      const to = engineNamed(options.to);
      const from = options.from === undefined ? undefined : engineNamed(options.from);
      const reports = await collectReports(target, options, io);
      const models = reports.flatMap(({ model }) => (model === null ? [] : [model]));
      const changed = changedFields(models, to, from);
      io.out(
        options.json === true
          ? `${JSON.stringify({ to: to.name, from: from?.name ?? null, changed }, null, 2)}\n`
          : listing(changed, to.name, io),
      );
      done(changed.some(isLost) ? EXIT.findings : EXIT.ok);
    });
}

function engineNamed(wanted: string): KnownEngine {
  const known = knownEngines();
  const found = known.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = known.map(({ name }) => name);
  const near = nearest(wanted, names);
  throw commandError(
    'unknownEngine',
    wanted,
    `there is no engine '${wanted}'.`,
    near === undefined ? `name one of ${names.join(', ')}.` : `did you mean '${near}'?`,
  );
}

function asData(): unknown {
  return {
    engines: knownEngines().map(({ name, engine }) => ({
      name,
      operators: engine.operators.map((operator) => ({ name: operator.name, version: operator.version })),
      workers: engine.workers,
      capabilities: engine.capabilities,
    })),
  };
}

const MARKS: Readonly<Record<Support, string>> = { native: 'yes', translated: 'translated', unsupported: '-' };

/** One line for each path that some table has, one column for each engine. */
function table(io: Io): string {
  const engines = knownEngines();
  const paths = [...new Set(engines.flatMap(({ engine }) => Object.keys(engine.capabilities)))].sort();
  const rows = paths.map((path) => [
    path,
    ...engines.map(({ engine }) => {
      const support = capabilityOf(engine.capabilities, path)?.support;
      return support === undefined ? '' : MARKS[support];
    }),
  ]);
  const header = ['field', ...engines.map(({ name }) => name)];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${io.stdoutStyle.bold(line(header))}\n${rows.map(line).join('\n')}\n\n  - : refused when it is set; --json has the reasons\n`;
}

function listing(changed: readonly ChangedField[], to: string, io: Io): string {
  const { bold, error, good } = io.stdoutStyle;
  if (changed.length === 0) return `Nothing of this fleet changes with engine ${to}.\n`;
  const lines = changed.map((field) => {
    const mark = isLost(field) ? error('lost   ') : good('changes');
    const note = field.note === '' ? '' : `\n${wrap(field.note, io.width, 9)}`;
    return `${mark}  ${bold(field.path)}  ${field.field}: ${field.from} with ${field.engine}, ${field.to} with ${to}${note}`;
  });
  const lost = changed.filter(isLost).length;
  return `${lines.join('\n')}\n\n${String(lost)} lost, ${String(changed.length - lost)} treated in another way\n`;
}
