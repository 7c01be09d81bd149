import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColonnadeError } from '../../../lib/findings';

/** A folder for one test; gone when the test is. */
export function scratchFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'colonnade-synth-'));
  });
  afterEach(() => {
    rmSync(folder.path, { recursive: true, force: true });
  });
  return folder;
}

/** Every file below a folder, hidden ones too, by relative path. */
export function filesIn(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      return entry.isDirectory()
        ? Object.entries(filesIn(folder, path))
        : [[path, readFileSync(join(folder, path), 'utf8')] as const];
    }),
  );
}

/** The error that something ends with. */
export function refusal(work: () => unknown): ColonnadeError {
  try {
    work();
  } catch (error) {
    if (ColonnadeError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
