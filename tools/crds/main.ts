/**
 * `npm run crds [-- --into <folder>]`: CustomResourceDefinitions of the engines, as tests read them, from the repositories of their
 * projects into the cache. `--pin <folder>` writes tools/crds/pins.json from definitions at hand instead.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { definitionsOf } from './definition';
import { fetchAll } from './fetch';
import { ORIGIN, planOf } from './plan';
import type { Pins } from './plan';
import { SOURCES } from './sources';

const PINS = join(__dirname, 'pins.json');

void main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      into: { type: 'string', default: join(homedir(), '.cache/colonnade/crds') },
      pin: { type: 'string' },
    },
  });
  if (values.pin !== undefined) {
    writeFileSync(PINS, `${JSON.stringify(pinsOf(resolve(values.pin)), null, 2)}\n`);
    return;
  }
  const pins = JSON.parse(readFileSync(PINS, 'utf8')) as Pins;
  const plan = planOf(pins, SOURCES, process.env['COLONNADE_CRDS_SOURCE'] ?? ORIGIN);
  const { kept, written, problems } = await fetchAll(plan, resolve(values.into));
  process.stdout.write(`${String(written)} definitions written to ${values.into}, ${String(kept)} were there\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

function pinsOf(root: string): Pins {
  return Object.fromEntries(
    SOURCES.map(({ folder }) => {
      const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.yaml'));
      const found = files.flatMap((file) => definitionsOf(readFileSync(join(root, folder, file), 'utf8')));
      const entries = found.map(({ name, sha256 }) => [name, sha256] as const);
      return [folder, Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))];
    }),
  );
}
