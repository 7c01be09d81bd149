import { Command } from 'commander';
import { catalogue, nearCodes, normalizeCode } from '../catalogue';
import type { CatalogueEntry } from '../catalogue';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { commandError } from '../problems';
import { wrap } from '../../report';

/** `colonnade explain [code]` */
export function explainCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('explain')
    .summary('say why a finding exists and how to mend it')
    .description(
      'Explains a code such as CLN1004, with a wrong and a right program. Without a code, lists all of them.',
    )
    .argument('[code]', 'code of a finding')
    .option('--json', 'print as JSON')
    .action((code: string | undefined, options: { readonly json?: boolean }) => {
      const entries = catalogue();
      const chosen = code === undefined ? entries : [find(code, entries)];
      if (options.json === true) {
        io.out(`${JSON.stringify(code === undefined ? chosen : chosen[0], null, 2)}\n`);
      } else {
        io.out(`${code === undefined ? listing(entries, io) : chosen.map((entry) => page(entry, io)).join('\n')}\n`);
      }
      done(EXIT.ok);
    });
}

function find(code: string, entries: readonly CatalogueEntry[]): CatalogueEntry {
  const wanted = normalizeCode(code);
  const found = entries.find((entry) => entry.code === wanted);
  if (found !== undefined) return found;
  const near = nearCodes(code, entries).map((entry) => `${entry.code} (${entry.title})`);
  throw commandError(
    'unknownCode',
    code,
    'there is no such code.',
    near.length === 0 ? 'colonnade explain lists all codes.' : `did you mean ${near.join(', ')}?`,
  );
}

function listing(entries: readonly CatalogueEntry[], io: Io): string {
  return entries
    .map(({ code, severity, title }) => `${mark(severity, io)(code)}  ${severity.padEnd(7)}  ${title}`)
    .join('\n');
}

function page(entry: CatalogueEntry, io: Io): string {
  const style = io.stdoutStyle;
  const lines = [
    `${mark(entry.severity, io)(entry.code)}  ${style.bold(entry.title)}  (${entry.severity})`,
    '',
    wrap(entry.explanation, io.width, 0),
  ];
  if (entry.wrong !== undefined) lines.push('', style.bold('Wrong'), '', program(entry.wrong));
  if (entry.right !== undefined) lines.push('', style.bold('Right'), '', program(entry.right));
  return lines.join('\n');
}

function program(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

function mark(severity: CatalogueEntry['severity'], io: Io): (text: string) => string {
  return severity === 'error' ? io.stdoutStyle.error : io.stdoutStyle.warning;
}
