import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file of the documentation. */
export interface Page {
  /** File name inside its folder. */
  readonly name: string;
  readonly text: string;
}

/** What is different between a folder and the pages that belong in it, one line for each file, named from `root`. */
export function differences(folder: string, wanted: readonly Page[], root: string): readonly string[] {
  const lines: string[] = [];
  for (const { name, text } of wanted) {
    const file = join(folder, name);
    const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (now === undefined) lines.push(`${relative(root, file)} is missing`);
    else if (now !== text) lines.push(`${relative(root, file)}:${firstDifference(now, text)} is out of date`);
  }
  for (const name of strangers(folder, wanted)) lines.push(`${relative(root, join(folder, name))} belongs to no code`);
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
