/** Removes from dist/ what an older build left: `tsc` writes, it never deletes, and `npm pack` ships the whole folder. */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const DIST = join(ROOT, 'dist');
const WRITTEN = /(\.d\.ts|\.js)(\.map)?$/;

function prune(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) prune(path);
    else if (WRITTEN.test(name) && !existsSync(sourceOf(path))) rmSync(path);
  }
}

function sourceOf(path: string): string {
  return join(ROOT, 'lib', relative(DIST, path)).replace(WRITTEN, '.ts');
}

if (existsSync(DIST)) prune(DIST);
