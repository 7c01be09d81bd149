import * as nodeFs from 'node:fs';
import { dirname, join } from 'node:path';
import { ColonnadeError } from '../findings';
import {
  recoverFromDeadRuns,
  refuseForeignFiles,
  resolveOutputFolder,
  systemError,
  workingFolders,
} from './output-folder';
import type { FileSystem, WorkingFolders } from './output-folder';
import { synthError } from './problems';

/** Takes the files of one run. Paths are relative to the output folder, with slashes. */
export interface DirectorySink {
  /** Writes one file, text as UTF-8, in one piece or in several. @returns its size in bytes */
  write(path: string, content: string | Iterable<string>): number;
}

/**
 * Replaces a folder as a whole or not at all.
 *
 * Files go to a temporary folder beside the output folder; when all are written, the two are swapped by renaming. When anything fails on
 * the way the temporary folder is removed, and the folder is what it was before.
 *
 * @param outdir folder to make or to replace; folders above it are made as needed.
 * @param fill writes the files; what it returns is returned, what it throws is thrown.
 * @throws ColonnadeError `CLN9001` not writable, `CLN9002` disk full, `CLN9003` not a folder, `CLN9004` files of somebody else,
 * `CLN9005` not replaceable, `CLN9006` changed by another run meanwhile.
 */
export function writeDirectory<T>(outdir: string, fill: (sink: DirectorySink) => T, fs: FileSystem = nodeFs): T {
  const guard = <R>(work: () => R): R => guarded(outdir, work);
  const target = guard(() => resolveOutputFolder(outdir, fs));
  guard(() => {
    recoverFromDeadRuns(target, fs);
    refuseForeignFiles(target, fs);
  });
  const folders = workingFolders(target);
  const parent = dirname(target);
  const madeParent = guard(() => fs.mkdirSync(parent, { recursive: true }));
  try {
    guard(() => fs.mkdirSync(folders.next));
    const result = fill(sinkInto(folders.next, fs, guard));
    guard(() => {
      swap(target, folders, fs);
    });
    return result;
  } catch (error) {
    quietly(() => {
      fs.rmSync(folders.next, { recursive: true, force: true });
    });
    if (madeParent !== undefined) removeEmptyFolders(parent, madeParent, fs);
    throw error;
  }
}

function sinkInto(folder: string, fs: FileSystem, guard: <R>(work: () => R) => R): DirectorySink {
  const made = new Set(['.']);
  const open = (path: string): number => {
    const parent = dirname(path);
    if (!made.has(parent)) {
      fs.mkdirSync(join(folder, parent), { recursive: true });
      made.add(parent);
    }
    // Exclusive: two writers of one path are a defect, not a matter of who comes last.
    return fs.openSync(join(folder, path), 'wx');
  };
  return {
    write(path, content) {
      const file = guard(() => open(path));
      try {
        return writePieces(typeof content === 'string' ? [content] : content, (data, bytes) => {
          guard(() => {
            writeWholly(file, data, bytes, fs);
          });
        });
      } finally {
        fs.closeSync(file);
      }
    },
  };
}

/** One buffer for all files: a new one for each costs more than filling it. */
let buffer = Buffer.allocUnsafeSlow(1 << 20);

/** Collects pieces until the buffer is full, so that most files are written at once. @returns the number of bytes */
function writePieces(pieces: Iterable<string>, write: (data: Buffer, bytes: number) => void): number {
  let used = 0;
  let total = 0;
  const flush = (): void => {
    if (used > 0) write(buffer, used);
    total += used;
    used = 0;
  };
  for (const piece of pieces) {
    // UTF-8 takes at most three bytes for a UTF-16 code unit.
    const most = piece.length * 3;
    if (most > buffer.length - used) flush();
    if (most > buffer.length) buffer = Buffer.allocUnsafeSlow(most);
    used += buffer.write(piece, used, 'utf8');
  }
  flush();
  return total;
}

/** A write may take less than it was given, for example when a disk is about to be full. */
function writeWholly(file: number, data: Buffer, bytes: number, fs: FileSystem): void {
  for (let done = 0; done < bytes;) done += fs.writeSync(file, data, done, bytes - done, null);
}

function swap(target: string, { next, previous }: WorkingFolders, fs: FileSystem): void {
  const replaces = fs.existsSync(target);
  if (replaces) fs.renameSync(target, previous);
  try {
    fs.renameSync(next, target);
  } catch (error) {
    if (replaces && !fs.existsSync(target)) fs.renameSync(previous, target);
    else fs.rmSync(previous, { recursive: true, force: true });
    throw error;
  }
  // The new output is in place; what stays of the old one is removed by the next run.
  quietly(() => {
    fs.rmSync(previous, { recursive: true, force: true });
  });
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The caller has something more important to say.
  }
}

function removeEmptyFolders(from: string, top: string, fs: FileSystem): void {
  for (let folder = from; folder.startsWith(top); folder = dirname(folder)) {
    try {
      fs.rmdirSync(folder);
    } catch {
      return; // Somebody else put something there.
    }
  }
}

function guarded<T>(outdir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw ColonnadeError.is(error) ? error : (fileError(error, outdir) ?? error);
  }
}

/** Which problem stands behind an error of the operating system. */
const BY_ERRNO: Readonly<Record<string, Parameters<typeof synthError>[0]>> = {
  ENOSPC: 'noSpace',
  EDQUOT: 'noSpace',
  ENOTDIR: 'notADirectory',
  EBUSY: 'badOutdir',
  EXDEV: 'badOutdir',
  ENOTEMPTY: 'changedMeanwhile',
  EEXIST: 'sameFile',
};

const FIXES: Partial<Record<Parameters<typeof synthError>[0], string>> = {
  noSpace: 'Free some space, or choose an outdir on another disk.',
  notADirectory: 'Choose an outdir whose parents are folders.',
  badOutdir: 'Choose a folder inside of the mount point as outdir.',
  sameFile: 'Give one of the two another id.',
  changedMeanwhile: 'Run one synthesis at a time, or give each its own outdir.',
};

function fileError(error: unknown, outdir: string): ColonnadeError | undefined {
  const found = systemError(error);
  if (found === undefined) return undefined;
  const problem = BY_ERRNO[found.code] ?? 'unwritable';
  const fix = FIXES[problem] ?? 'Choose an outdir that you may write to.';
  return synthError(
    problem,
    { path: '', property: 'outdir', message: `writing ${JSON.stringify(outdir)} failed: ${found.message}.`, fix },
    error,
  );
}
