import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { FleetApp } from 'colonnade';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { buildFleet, fleets } from '../../support/fleets';
import { filesIn, scratchFolder } from './folders';
import { SEED } from '../../support/fleets/seed';

const scratch = scratchFolder();
let runs = 0;

/** Every object as canonical JSON, under the name of its file. */
function objectsByFile(folder: string): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filesIn(folder))
      .filter(([path]) => path.endsWith('.yaml'))
      .map(([path, text]) => [
        path,
        parseAllDocuments(text, { version: '1.1' }).map((document) => canonical(document.toJS())),
      ]),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

/** Sets of objects, one for each chart that has any; the two apps name their files differently. */
function charts(folder: string): string[][] {
  return Object.values(objectsByFile(folder))
    .map((objects) => objects.filter((object) => object !== 'null').sort())
    .filter((objects) => objects.length > 0)
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}

function expectSameAsStock(build: (scope: Construct) => unknown): void {
  runs += 1;
  const stock = new App({ outdir: join(scratch.path, `stock-${runs}`) });
  const ours = new FleetApp({ outdir: join(scratch.path, `ours-${runs}`) });
  build(stock);
  build(ours);
  stock.synth();
  ours.synth();
  expect(charts(ours.outdir)).toEqual(charts(stock.outdir));
}

describe('what FleetApp writes', () => {
  const examples = readdirSync(join(__dirname, '../../../examples'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );

  it.each(examples.map(({ name }) => name))(
    'is what stock cdk8s writes for examples/%s, chart by chart',
    async (name) => {
      const example = (await import(`../../../examples/${name}/fleet`)) as { build(scope: Construct): unknown };
      expectSameAsStock((scope) => example.build(scope));
    },
  );

  it('is what stock cdk8s writes for any valid fleet, chart by chart', () => {
    fc.assert(
      fc.property(fleets, (data) => {
        expectSameAsStock((scope) => buildFleet(scope, data));
      }),
      { seed: SEED, numRuns: 12 },
    );
  });
});
