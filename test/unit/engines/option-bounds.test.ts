import {
  address,
  atLeast,
  filled,
  matching,
  named,
  objectName,
  quantity,
  range,
  reportOutOfBounds,
} from '../../../lib/engines/option-bounds';
import type { FleetModel } from '../../../lib/model';
import { cluster, fleetModel, store, tenant } from '../checks/fixtures';

const BOUNDS = [
  atLeast(1, 'probes.*.periodSeconds'),
  filled('stores.*.endpoints'),
  named('stores.*.endpoints.*'),
  quantity('size'),
  address('address'),
  filled('pair', 2),
  objectName('object'),
  range('range'),
  matching(/^[ab]$/, 'a or b', 'letter'),
];

function reported(fleet: FleetModel): readonly string[] {
  const found: string[] = [];
  reportOutOfBounds(
    fleet,
    ({ name }) => name === 'native',
    BOUNDS,
    ({ path, property, message }) => void found.push(`${path} ${property}: ${message}`),
  );
  return found;
}

const own = (options: FleetModel['managementClusters'][number]['engine']['options']) => ({ name: 'native', options });
const fleetWith = (options: Parameters<typeof own>[0]) => {
  const engine = own(options);
  return fleetModel({
    managementClusters: [cluster({ engine, tenants: [tenant({ engine })], stores: [store({ engine })] })],
  });
};

test.each([
  [{}, []],
  [{ probes: { startup: { periodSeconds: 1 } }, size: '1Gi', address: '2001:db8::1', stores: {} }, []],
  [
    { probes: { startup: { periodSeconds: 0 } } },
    ['probes.startup.periodSeconds: 0 is not a whole number of 1 or more.'],
  ],
  [
    { probes: { startup: { periodSeconds: 1.5 } } },
    ['probes.startup.periodSeconds: 1.5 is not a whole number of 1 or more.'],
  ],
  [{ stores: { pg: { endpoints: [] } } }, ['stores.pg.endpoints: [] is not a list of one or more.']],
  [{ stores: { pg: { endpoints: ['a', ''] } } }, ['stores.pg.endpoints.1: "" is not a name.']],
  [{ size: 'large' }, [`size: "large" is not a quantity such as '500m' or '1Gi'.`]],
  [{ address: 'example.org' }, ['address: "example.org" is not an IP address.']],
  [{ pair: [1, 2], object: 'a-1', range: '10.6.0.0/24', letter: 'a' }, []],
  [{ pair: [1, 2, 3] }, ['pair: [1,2,3] is not a list of 1 to 2.']],
  [{ object: 'A' }, ['object: "A" is not a name of lower case letters, digits and dashes.']],
  [{ range: '10.6.0.0' }, [`range: "10.6.0.0" is not a range such as '10.6.0.0/24'.`]],
  [{ letter: 'c' }, ['letter: "c" is not a or b.']],
  [{ size: null }, [`size: null is not a quantity such as '500m' or '1Gi'.`]],
])('%j, once for the whole cluster', (options, expected) => {
  const read = JSON.parse(JSON.stringify(fleetWith(options))) as FleetModel;
  expect(reported(read)).toEqual(reported(fleetWith(options)));
  expect(reported(fleetWith(options))).toEqual(expected.map((each) => `acme/eu-1 engine.options.${each}`));
});

test('options of a tenant and of a datastore are theirs', () => {
  const wrong = own({ address: 'here' });
  const fleet = fleetModel({
    managementClusters: [cluster({ tenants: [tenant({ engine: wrong })], stores: [store({ engine: wrong })] })],
  });
  expect(reported(fleet).map((each) => each.split(' ')[0])).toEqual(['acme/eu-1/shared', 'acme/eu-1/team-a']);
});

test('options of another engine are its own business', () => {
  const engine = { name: 'other', options: { address: 'here' } };
  expect(
    reported(fleetModel({ managementClusters: [cluster({ engine, tenants: [tenant({ engine })], stores: [] })] })),
  ).toEqual([]);
});

test('a datastore that no engine renders has no options', () => {
  const stores = [store({ origin: 'external', cluster: null, engine: null })];
  expect(reported(fleetModel({ managementClusters: [cluster({ stores, tenants: [] })] }))).toEqual([]);
});
