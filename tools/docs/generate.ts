/**
 * Writes the pages about findings from the rules.
 *
 *     tsx tools/docs/generate.ts           writes docs/checks
 *     tsx tools/docs/generate.ts --check   fails where a page is not what the rules say
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pages } from './pages';
import type { Page } from './pages';

const ROOT = resolve(__dirname, '../..');

/** The folder of the pages. */
export const CHECKS = resolve(ROOT, 'docs/checks');

/** What is different between a folder and the pages that belong in it, one line for each file. Empty: nothing. */
export function differences(folder: string, wanted: readonly Page[]): readonly string[] {
  const lines: string[] = [];
  for (const { name, text } of wanted) {
    const file = join(folder, name);
    const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (now === undefined) lines.push(`${relative(ROOT, file)} is missing`);
    else if (now !== text) lines.push(`${relative(ROOT, file)}:${firstDifference(now, text)} is out of date`);
  }
  for (const name of strangers(folder, wanted)) lines.push(`${relative(ROOT, join(folder, name))} belongs to no code`);
  return lines;
}

/** Makes the folder hold exactly the pages. Writes only what differs. */
export function writePages(folder: string, wanted: readonly Page[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of wanted) {
    const file = join(folder, name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
  for (const name of strangers(folder, wanted)) rmSync(join(folder, name));
}

/** Pages of codes that are gone. Other files are none of ours. */
function strangers(folder: string, wanted: readonly Page[]): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = new Set(wanted.map(({ name }) => name));
  return readdirSync(folder).filter((name) => /^CLN\d+\.md$/.test(name) && !names.has(name));
}

function firstDifference(a: string, b: string): number {
  const left = a.split('\n');
  const right = b.split('\n');
  const index = left.findIndex((line, at) => line !== right[at]);
  return (index === -1 ? left.length : index) + 1;
}

async function main(): Promise<void> {
  const wanted = await pages();
  if (!process.argv.includes('--check')) {
    writePages(CHECKS, wanted);
    console.log(`${wanted.length} pages in ${relative(process.cwd(), CHECKS) || '.'}`);
    return;
  }
  const lines = differences(CHECKS, wanted);
  for (const line of lines) console.error(line);
  if (lines.length === 0) return;
  console.error('Run npm run docs:generate and commit what it writes.');
  process.exitCode = 1;
}

if (require.main === module) void main();
