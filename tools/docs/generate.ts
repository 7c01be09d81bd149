/**
 * Writes the pages about findings from the rules, and the sections of other pages that are made from data.
 *
 *     tsx tools/docs/generate.ts           writes docs/checks and sections
 *     tsx tools/docs/generate.ts --check   fails where a page is not what the rules say
 */
import { relative, resolve } from 'node:path';
import { differences, writePages } from './folder';
import { pages } from './pages';
import { outdatedSections, writeSections } from './sections';

const ROOT = resolve(__dirname, '../..');
const CHECKS = resolve(ROOT, 'docs/checks');

async function main(): Promise<void> {
  const wanted = await pages();
  if (!process.argv.includes('--check')) {
    writePages(CHECKS, wanted);
    writeSections(ROOT);
    console.log(`${wanted.length} pages in ${relative(process.cwd(), CHECKS) || '.'}`);
    return;
  }
  const lines = [...differences(CHECKS, wanted, ROOT), ...outdatedSections(ROOT)];
  for (const line of lines) console.error(line);
  if (lines.length === 0) return;
  console.error('Run npm run docs:generate and commit what it writes.');
  process.exitCode = 1;
}

void main();
