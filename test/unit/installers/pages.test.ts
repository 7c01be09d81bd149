import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { INSTALLERS } from '../../../lib/installers';
import type { InstallerFiles } from '../../../lib/installers';
import { secretsIn } from '../../support/installers';
import { examplesOn, exportsOf, typeErrorsOf } from '../../support/page-examples';

const ROOT = resolve(__dirname, '../../..');

const PAGES = [
  'docs/k0s.md',
  ...readdirSync(join(ROOT, 'docs/installers'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/installers/${name}`),
];

const EXAMPLES = examplesOn(PAGES);

/** What an example exports as `installation`. */
function run(text: string): InstallerFiles | undefined {
  return exportsOf(text)['installation'] as InstallerFiles | undefined;
}

describe('pages of installers', () => {
  let errors: ReadonlyMap<string, readonly string[]> = new Map();
  beforeAll(() => {
    errors = typeErrorsOf(EXAMPLES);
  }, 300_000);

  test('there is one for every installer, with an example', () => {
    for (const { name } of INSTALLERS) {
      const page = name === 'k0s' ? 'docs/k0s.md' : `docs/installers/${name}.md`;
      expect(EXAMPLES.map((example) => example.page)).toContain(page);
    }
  });
  test.each(EXAMPLES)('$page: the example compiles', ({ file }) => {
    expect(errors.get(file)).toEqual([]);
  });
  test.each(EXAMPLES.filter(({ text }) => text.includes('export const installation')))(
    '$page: the example gives files, notes and no secret',
    ({ text }) => {
      const installation = run(text);
      expect(installation?.files).not.toEqual([]);
      expect(installation?.notes).not.toEqual([]);
      expect(installation && secretsIn(installation)).toEqual([]);
      for (const { path, content } of installation?.files ?? []) {
        expect(path).toMatch(/^[^/.][^\\]*$/);
        expect(content.endsWith('\n')).toBe(true);
      }
    },
  );
});
