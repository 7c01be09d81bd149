import { hostname } from 'node:os';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import type * as nodeFs from 'node:fs';
import { GENERATED } from './header';
import { synthError } from './problems';
import { MODEL_VERSION } from '../model';

/** The part of `node:fs` that writing needs; tests put a disk that fails in its place. */
export type FileSystem = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'existsSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readSync'
  | 'readdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'writeSync'
>;

/** File of a tree of constructs that `cdk8s synth` reads for validation plugins. */
export const CONSTRUCT_METADATA = 'construct-metadata.json';
/** File with the model of a fleet. */
export const FLEET_MODEL = 'fleet.json';

/** Where the output really is: a link to a folder stays a link. */
export function resolveOutputFolder(outdir: string, fs: FileSystem): string {
  const absolute = resolve(outdir);
  const target = fs.existsSync(absolute) ? fs.realpathSync(absolute) : absolute;
  const fromTarget = relative(target, process.cwd());
  if (target === parse(target).root || !fromTarget.startsWith('..')) {
    throw synthError('badOutdir', {
      path: '',
      property: 'outdir',
      message: `${JSON.stringify(outdir)} is the working directory or a folder above it, and cannot be replaced as a whole.`,
      fix: "outdir: 'out'.",
    });
  }
  return target;
}

/** Refuses a folder with something in it that an earlier run did not write. */
export function refuseForeignFiles(target: string, fs: FileSystem): void {
  if (!fs.existsSync(target)) return;
  if (!fs.lstatSync(target).isDirectory()) {
    throw synthError('notADirectory', {
      path: '',
      property: 'outdir',
      message: `${JSON.stringify(target)} is a file.`,
      fix: 'Name a folder, or remove the file.',
    });
  }
  const foreign = foreignFiles(target, '', fs);
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 3).map((file) => JSON.stringify(file));
  throw synthError('foreignFiles', {
    path: '',
    property: 'outdir',
    message: `${JSON.stringify(target)} holds files that Colonnade did not write: ${shown.join(', ')}${foreign.length > 3 ? ` and ${foreign.length - 3} more` : ''}.`,
    fix: 'Choose a folder for the output alone, or move these files away.',
  });
}

function foreignFiles(root: string, folder: string, fs: FileSystem): string[] {
  return fs.readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return foreignFiles(root, path, fs);
    return entry.isFile() && isOurs(join(root, path), fs) ? [] : [path];
  });
}

const START = Buffer.alloc(256);

function isOurs(file: string, fs: FileSystem): boolean {
  const name = basename(file);
  if (name === CONSTRUCT_METADATA) return true;
  const descriptor = fs.openSync(file, 'r');
  try {
    const start = START.toString('latin1', 0, fs.readSync(descriptor, START, 0, START.length, 0));
    return name === FLEET_MODEL
      ? start.includes(`"apiVersion": "${MODEL_VERSION.split('/')[0]}/`)
      : start.startsWith(GENERATED);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Names of the folders beside the output folder that a run uses while it writes. */
export interface WorkingFolders {
  /** What is being written. */
  readonly next: string;
  /** What was there before, until the swap has succeeded. */
  readonly previous: string;
}

let runs = 0;

/** Working folders of this run, beside the output folder so that a rename never crosses file systems. */
export function workingFolders(target: string): WorkingFolders {
  runs += 1;
  const stem = join(dirname(target), `${prefixOf(target)}${process.pid}.${runs}`);
  return { next: `${stem}.next`, previous: `${stem}.previous` };
}

/**
 * Clears up after runs that were ended from outside. The output that such a run had moved away, and not replaced yet, is put back.
 */
export function recoverFromDeadRuns(target: string, fs: FileSystem): void {
  const parent = dirname(target);
  const prefix = prefixOf(target);
  if (!fs.existsSync(parent)) return;
  for (const name of fs.readdirSync(parent)) {
    const [, pid, kind] =
      (name.startsWith(prefix) && /^(\d+)\.\d+\.(next|previous)$/.exec(name.slice(prefix.length))) || [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    if (kind === 'previous' && !fs.existsSync(target)) fs.renameSync(join(parent, name), target);
    else fs.rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** An error of the operating system, told by its shape: in another realm, as in tests, `instanceof` says nothing. */
export function systemError(error: unknown): { readonly code: string; readonly message: string } | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('code' in error)) return undefined;
  const message = 'message' in error ? String(error.message) : '';
  return typeof error.code === 'string' ? { code: error.code, message } : undefined;
}

/** The host is part of the name: a process id says nothing about a run on another machine that shares the disk. */
function prefixOf(target: string): string {
  return `.colonnade-${basename(target)}.${hostname().replace(/[^A-Za-z0-9-]/g, '-')}.`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemError(error)?.code !== 'ESRCH';
  }
}
