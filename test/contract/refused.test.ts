import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { ColonnadeError, FleetApp } from 'colonnade';
import type { Finding } from 'colonnade';
import fc from 'fast-check';
import { buildFleet, MUTATIONS_OF_MEANING, MUTATIONS_OF_SHAPE, populatedFleets, runs, SEED } from '../support/fleets';
import type { FleetData, Mutation } from '../support/fleets';

jest.setTimeout(120_000);

const MUTATIONS = [...MUTATIONS_OF_SHAPE, ...MUTATIONS_OF_MEANING];
/** Each kind of mutation breaks this many fleets. */
const FLEETS = Math.max(2, Math.ceil(runs(300) / MUTATIONS.length));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'colonnade-refused-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe(`a random fleet that is broken in one place (seed ${SEED})`, () => {
  test.each(MUTATIONS.map((mutation) => [mutation.name, mutation.code, mutation] as const))(
    '%s: refused as %s, and nothing is written',
    (_name, code, mutation) => {
      const property = fc.property(populatedFleets, fc.boolean(), (data, stock) => {
        rmSync(join(folder, 'out'), { recursive: true, force: true });
        const findings = refusalOf(mutation, data, stock);
        const found = findings.map(
          (finding) => `${finding.code} ${finding.path} ${finding.property}: ${finding.message}`,
        );
        expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${code}`)));
        for (const { message, fix } of findings) {
          expect([message, fix]).not.toContain('');
          expect(message).not.toMatch(/\n| at .+:\d+:\d+|\[object Object\]/);
        }
        expect(filesIn(folder)).toEqual([]);
      });
      fc.assert(property, { seed: SEED, numRuns: FLEETS });
    },
  );

  test('there are more than a hundred ways to break one, each with a name of its own', () => {
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
    expect(MUTATIONS.length).toBeGreaterThan(100);
  });
});

/** What is said against a broken fleet, whether a constructor says it or the synthesis. */
function refusalOf(mutation: Mutation, data: FleetData, stock: boolean): readonly Finding[] {
  const outdir = join(folder, 'out');
  const app = stock ? new App({ outdir }) : new FleetApp({ outdir });
  try {
    buildFleet(app, mutation.apply(data));
    app.synth();
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings;
    throw error;
  }
  throw new Error('It was synthesized.');
}

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);
}
