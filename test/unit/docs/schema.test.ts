import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Fleet, FleetModel } from 'colonnade';
import { FLEET_SCHEMA } from '../../../lib/model/fleet-schema';

const EXAMPLES = join(__dirname, '../../../examples');
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(FLEET_SCHEMA);

async function model(example: string): Promise<FleetModel> {
  const { build } = (await import(join(EXAMPLES, example, 'fleet.ts'))) as { build: (scope: Construct) => Fleet };
  return build(new App()).toModel();
}

/** A copy with one change, as somebody might make it by hand. */
function changed(fleet: FleetModel, change: (copy: Record<string, unknown>) => void): unknown {
  const copy = JSON.parse(JSON.stringify(fleet)) as Record<string, unknown>;
  change(copy);
  return copy;
}

test.each(readdirSync(EXAMPLES))('fleet.json of example %s is what the schema says', async (example) => {
  const fleet = await model(example);
  validate(JSON.parse(JSON.stringify(fleet)));
  expect(validate.errors ?? []).toEqual([]);
});

test.each<[string, (copy: Record<string, unknown>) => void]>([
  ['of another version', (copy) => (copy['apiVersion'] = 'colonnade.dev/v2')],
  ['without a name', (copy) => delete copy['name']],
  ['with a property that nobody knows', (copy) => (copy['extra'] = true)],
  ['with a list that is none', (copy) => (copy['managementClusters'] = {})],
])('a model %s is refused', async (_, change) => {
  expect(validate(changed(await model('quickstart'), change))).toBe(false);
});
