import { Values, clusterFactsOf, poolFactsOf, storeFactsOf } from '../../../lib/pulumi/components/facts';

const CLUSTER = { fleet: 'acme', name: 'eu-1', version: '1.36.3', zones: ['a'], loadBalancer: 'none' };
const POOL = { name: 'general', size: 3, operatingSystem: 'debian', zones: ['a'] };
const STORE = { name: 'shared', members: 3, volume: '16Gi', deletionProtection: true };

test('facts are read as they were written', () => {
  expect(clusterFactsOf(new Values('x', CLUSTER))).toEqual({ ...CLUSTER, storageClass: undefined });
  expect(storeFactsOf(new Values('x', STORE))).toEqual(STORE);
  expect(poolFactsOf(new Values('x', POOL))).toEqual({ ...POOL, carrier: undefined, version: undefined });
  const inside = new Values('x', { store: JSON.stringify(STORE) }).facts('store', 'an EtcdStore');
  expect(storeFactsOf(inside)).toEqual(STORE);
});

test.each([
  ['version', '1.20.0', /CLN0001 x version: expected a version that is supported/],
  ['version', 36, /CLN0001 x version/],
  ['zones', ['a', 1], /CLN0001 x zones/],
  ['loadBalancer', 'static', /CLN0001 x loadBalancer: expected one of static-ip/],
  ['storageClass', true, /CLN0001 x storageClass/],
])('what other languages give is looked at: %s %j', (name, value, message) => {
  expect(() => clusterFactsOf(new Values('x', { ...CLUSTER, [name]: value }))).toThrow(message);
});

test.each([
  ['members', 2],
  ['volume', '16'],
  ['volume', 16],
  ['deletionProtection', 'yes'],
])('so is what is given of a datastore: %s %j', (name, value) => {
  expect(() => storeFactsOf(new Values('x', { ...STORE, [name]: value }))).toThrow(`CLN0001 x ${name}: expected`);
});

test.each([
  ['size', 1.5],
  ['operatingSystem', 'windows'],
  ['carrier', 'puppet'],
  ['version', '1.20.0'],
  ['zones', 'a'],
])('so is what is given of a pool: %s %j', (name, value) => {
  expect(() => poolFactsOf(new Values('x', { ...POOL, [name]: value }))).toThrow(`CLN0001 x ${name}: expected`);
});

test('text that is none of facts is refused', () => {
  for (const pools of [['general'], [POOL], 'general']) {
    const values = new Values('x', { pools });
    expect(() => values.factsOfAll('pools', 'a WorkerPool')).toThrow(/CLN0001 x pools/);
  }
  const values = new Values('x', { store: 'shared' });
  expect(() => values.facts('store', 'an EtcdStore')).toThrow(
    /CLN0001 x store: .* Fix: write store: an EtcdStore.facts/,
  );
});
