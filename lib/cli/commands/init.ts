import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import { projectFiles } from '../init/templates';
import type { Io } from '../io';
import { libraryVersion } from '../../synth';
import { commandError } from '../problems';

interface InitOptions {
  readonly force?: boolean;
  readonly library?: string;
  readonly json?: boolean;
}

/** `colonnade init [dir]` */
export function initCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('init')
    .summary('start a project that synthesizes at once')
    .description('Starts a project in a new or empty folder: a program with a small fleet that synthesizes at once.')
    .argument('[dir]', 'folder of the project', '.')
    .option('--force', 'also in a folder that has files; none of them is changed')
    .option('--library <spec>', 'version or path of colonnade to depend on (default: this one)')
    .option('--json', 'print what was written as JSON')
    .action((dir: string, options: InitOptions) => {
      done(init(dir, options, io));
    });
}

function init(dir: string, options: InitOptions, io: Io): ExitCode {
  const root = resolve(io.cwd, dir);
  const present = listFolder(root, dir);
  if (present.length > 0 && options.force !== true) {
    throw commandError(
      'notEmpty',
      dir,
      `the folder holds ${present.slice(0, 3).join(', ')}${present.length > 3 ? ' and more' : ''}.`,
      'name a new folder, or add what is missing with --force (no file is overwritten).',
    );
  }
  const files = projectFiles(packageName(root), options.library ?? `^${libraryVersion()}`);
  const kept = Object.keys(files).filter((file) => existsSync(join(root, file)));
  const written = Object.keys(files).filter((file) => !kept.includes(file));
  mkdirSync(root, { recursive: true });
  for (const file of written) {
    // `wx` refuses to write over a file that appeared in the meantime.
    writeFileSync(join(root, file), files[file] ?? '', { flag: 'wx' });
  }
  if (options.json === true) {
    io.out(`${JSON.stringify({ ok: true, dir: root, written, kept }, null, 2)}\n`);
    return EXIT.ok;
  }
  const style = io.stdoutStyle;
  for (const file of written) io.out(`  ${style.good('written')}  ${join(dir, file)}\n`);
  for (const file of kept) io.out(`  ${style.dim('kept')}     ${join(dir, file)}\n`);
  const here = relative(io.cwd, root);
  io.out(`Next: ${here === '' ? '' : `cd ${here} && `}npm install && npm run synth\n`);
  return EXIT.ok;
}

function listFolder(root: string, dir: string): readonly string[] {
  if (!existsSync(root)) return [];
  if (!statSync(root).isDirectory()) {
    throw commandError('unreadable', dir, 'it is a file, not a folder.', 'name a folder.');
  }
  // A fresh clone of an empty repository counts as empty.
  return readdirSync(root).filter((name) => name !== '.git');
}

function packageName(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' || name === 'colonnade' ? 'fleet' : name;
}
