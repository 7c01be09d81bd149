import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

interface Arrow {
  readonly name: string;
  readonly to: { readonly pathNot?: readonly string[] | string };
}

/** What each room may use, as `npm run arrows` holds it. */
function held(): ReadonlyMap<string, readonly string[]> {
  const { forbidden } = jest.requireActual<{ readonly forbidden: readonly Arrow[] }>(
    join(ROOT, '.dependency-cruiser.cjs'),
  );
  return new Map(
    forbidden.flatMap(({ name, to }) => {
      const room = /^arrows-(.+)$/.exec(name)?.[1];
      const [, allowed = ''] = /\(([^)]*)\)/.exec([to.pathNot ?? []].flat()[0] ?? '') ?? [];
      return room === undefined ? [] : [[room, allowed.split('|').filter((other) => other !== room)] as const];
    }),
  );
}

/** What each room may use, as docs/architecture.md says it. */
function said(): ReadonlyMap<string, readonly string[]> {
  const rows = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').matchAll(/^\| `([\w-]+)` \|.*\| ([^|]*) \|$/gm);
  return new Map([...rows].map(([, room = '', uses = '']) => [room, uses === '–' ? [] : uses.split(', ')]));
}

test('the table of rooms is what the arrows hold', () => {
  expect(held().size).toBeGreaterThan(10);
  expect([...said()]).toEqual([...held()]);
});
