import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { Fleet, FleetModel } from 'colonnade';
import { FLEET_SCHEMA } from 'colonnade/schema';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { currentSchema } from '../../../tools/schema/current';
import { fleets, runs, SEED } from '../../support/fleets';
import { renderData, renderProgram } from '../../support/fleets/render';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../../..');
const EXAMPLES = readdirSync(join(ROOT, 'examples'));
const validate = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(FLEET_SCHEMA);

/** The model as it is written and read again. */
function written(model: FleetModel): unknown {
  return JSON.parse(JSON.stringify(model));
}

function problemsOf(model: unknown): readonly string[] {
  return validate(model)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

async function exampleModel(name: string): Promise<FleetModel> {
  const { build } = (await import(join(ROOT, 'examples', name, 'fleet.ts'))) as { build: (scope: Construct) => Fleet };
  return renderProgram(build).model;
}

describe('the schema of fleet.json', () => {
  test('is what the types of the model say, in the package and in the documentation', () => {
    expect(FLEET_SCHEMA).toEqual(currentSchema());
    expect(JSON.parse(readFileSync(join(ROOT, 'docs/fleet.schema.json'), 'utf8'))).toEqual(FLEET_SCHEMA);
  });

  test.each(EXAMPLES)('accepts the model of examples/%s', async (name) => {
    expect(problemsOf(written(await exampleModel(name)))).toEqual([]);
  });

  test(`accepts the models of random fleets (seed ${SEED})`, () => {
    const property = fc.property(fleets, (data) => {
      expect(problemsOf(written(renderData(data).model))).toEqual([]);
    });
    fc.assert(property, { seed: SEED, numRuns: runs(100) });
  });

  test('refuses a model without one of its fields, and one with a field of another name', async () => {
    const model = written(await exampleModel('full'));
    const fields = [...fieldsOf(model)];
    expect(fields.length).toBeGreaterThan(150);
    const passed = fields.flatMap((path) => {
      const missing = edited(model, path, () => undefined);
      const misspelt = edited(model, path, (value, key) => ({ [`${key}x`]: value }));
      return [
        ...(problemsOf(missing).length === 0 ? [`without ${path.join('.')}`] : []),
        ...(problemsOf(misspelt).length === 0 ? [`misspelt ${path.join('.')}`] : []),
      ];
    });
    expect(passed).toEqual([]);
  });

  test.each([
    ['another version of the format', ['apiVersion'], 'colonnade.dev/v2'],
    ['a code that is none', ['acknowledgements'], [{ code: 'CLN', path: 'a', reason: 'b' }]],
    ['text for a number', ['managementClusters', '0', 'tenants', '0', 'replicas'], '3'],
    ['half an API server', ['managementClusters', '0', 'tenants', '0', 'replicas'], 2.5],
    ['an unknown kind of endpoint', ['managementClusters', '0', 'tenants', '0', 'endpoint', 'kind'], 'ingress'],
    ['a range of one port', ['managementClusters', '0', 'host', 'nodePortRange'], [30000]],
    ['null for a version', ['managementClusters', '0', 'version'], null],
  ])('refuses %s', async (_what, path, value) => {
    const model = written(await exampleModel('full'));
    expect(problemsOf(edited(model, path, (_, key) => ({ [key]: value })))).not.toEqual([]);
  });

  test('describes every type and says that it knows all of its fields', () => {
    const definitions = Object.entries(FLEET_SCHEMA['$defs'] ?? {}) as [string, Record<string, unknown>][];
    expect(definitions.length).toBeGreaterThan(25);
    for (const [name, definition] of definitions) {
      expect([name, definition['description']]).toEqual([name, expect.any(String)]);
      if (definition['properties'] !== undefined)
        expect([name, definition['additionalProperties']]).toEqual([name, false]);
    }
  });
});

/** Maps whose keys are the user's, and JSON that is passed on. */
const FREE = new Set([
  'annotations',
  'apiServer.',
  'config',
  'digests',
  'evictionHard',
  'extraArgs',
  'featureGates',
  'jwt',
  'kubeReserved',
  'labels',
  'merge',
  'mirrors',
  'nodeSelector',
  'operations',
  'options',
  'rules',
  'runtimes',
  'serviceAccountAnnotations',
  'sysctls',
  'systemReserved',
  'tolerations',
]);

/** Paths of all fields that the format fixes. */
function* fieldsOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) yield [...path, key];
    if (!FREE.has(key)) yield* fieldsOf(item, [...path, key]);
  }
}

/** A copy in which one field is replaced by others. */
function edited(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (value: unknown, key: string) => object | undefined,
): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? edited(item, rest, change) : item));
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    if (name !== key) return [[name, item]];
    return rest.length > 0 ? [[name, edited(item, rest, change)]] : Object.entries(change(item, name) ?? {});
  });
  return Object.fromEntries(entries);
}
