import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { differences, writePages } from '../../../tools/docs/folder';

const ROOT = resolve(__dirname, '../../..');
const PAGES = [
  { name: 'README.md', text: 'table\n' },
  { name: 'CLN1004.md', text: 'one\ntwo\n' },
];

describe('the folder of pages', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-docs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('what is written is what belongs there, and nothing is different then', () => {
    writePages(folder, PAGES);
    expect(readFileSync(join(folder, 'CLN1004.md'), 'utf8')).toBe('one\ntwo\n');
    expect(differences(folder, PAGES, folder)).toEqual([]);
  });

  test('a second run touches no file', () => {
    writePages(folder, PAGES);
    const before = statSync(join(folder, 'CLN1004.md'));
    writePages(folder, PAGES);
    expect(statSync(join(folder, 'CLN1004.md')).mtimeMs).toBe(before.mtimeMs);
  });

  test('a missing page, an old one, and one of a code that is gone are named', () => {
    writeFileSync(join(folder, 'CLN1004.md'), 'one\nold\n');
    writeFileSync(join(folder, 'CLN9999.md'), 'gone\n');
    expect(differences(folder, PAGES, folder)).toEqual([
      'README.md is missing',
      'CLN1004.md:2 is out of date',
      'CLN9999.md belongs to no code',
    ]);
  });

  test('pages of codes that are gone are removed, other files stay', () => {
    writeFileSync(join(folder, 'CLN9999.md'), 'gone\n');
    writeFileSync(join(folder, 'notes.md'), 'mine\n');
    writePages(folder, PAGES);
    expect(readdirSync(folder).sort()).toEqual(['CLN1004.md', 'README.md', 'notes.md']);
  });
});

test('the pages in the repository are what the rules say', () => {
  // Prettier, which formats the programs, loads modules in a way that the test runner does not offer.
  const args = ['--import', 'tsx', 'tools/docs/generate.ts', '--check'];
  const output = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', timeout: 240_000 });
  expect(output).toBe('');
}, 300_000);
