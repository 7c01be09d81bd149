/**
 * Writes the pages about findings from the rules.
 *
 *     tsx tools/docs/generate.ts           writes docs/checks
 *     tsx tools/docs/generate.ts --check   fails where a page is not what the rules say
 */
import { relative, resolve } from 'node:path';
import { differences, writePages } from './folder';
import { pages } from './pages';

const ROOT = resolve(__dirname, '../..');
const CHECKS = resolve(ROOT, 'docs/checks');

async function main(): Promise<void> {
  const wanted = await pages();
  if (!process.argv.includes('--check')) {
    writePages(CHECKS, wanted);
    console.log(`${wanted.length} pages in ${relative(process.cwd(), CHECKS) || '.'}`);
    return;
  }
  const lines = differences(CHECKS, wanted, ROOT);
  for (const line of lines) console.error(line);
  if (lines.length === 0) return;
  console.error('Run npm run docs:generate and commit what it writes.');
  process.exitCode = 1;
}

void main();
