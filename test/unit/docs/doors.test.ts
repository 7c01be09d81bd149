import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const json = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

const { exports } = json('package.json') as { readonly exports: Readonly<Record<string, unknown>> };
const { entryPoints } = json('typedoc.json') as { readonly entryPoints: readonly string[] };

/** Doors with code of their own: the rest are files. */
const DOORS = Object.keys(exports).filter((door) => !['./package.json', './schema'].includes(door));

test('every door of the package has its API pages, and nothing else has', () => {
  expect([...entryPoints].sort()).toEqual(
    DOORS.map((door) => `lib/${door.slice(1)}/index.ts`.replace(/\/+/g, '/')).sort(),
  );
});

test.each(DOORS)('the public API of %s is reported', (door) => {
  const name = ['colonnade', ...door.split('/').slice(1)].join('-');
  expect(existsSync(join(ROOT, 'etc', `${name}.api.md`))).toBe(true);
});
