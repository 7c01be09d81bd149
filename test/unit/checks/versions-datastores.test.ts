import type { EtcdStoreModel, TenantModel } from '../../../lib/model';
import {
  cluster,
  dedicatedFleet,
  etcdCluster,
  findingsOf,
  fleetModel,
  fleetOf,
  host,
  loadBalancer,
  pool,
  poolFleet,
  store,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';

const GI = 1024 ** 3;
const managed = (version: string) => fleetModel({ managementClusters: [cluster({ version })] });

describe('versions', () => {
  test.each([
    ['1.20.0', 'no longer'],
    ['1.32.9', 'no longer'],
    ['1.37.0', 'not yet'],
    ['2.0.0', 'not yet'],
    ['1.36.99', 'does not exist'],
  ])('a tenant of %s is refused', (version, words) => {
    expect(theFinding('CLN1301', tenantFleet({ version }))).toMatchObject({
      property: 'version',
      message: expect.stringContaining(words) as string,
    });
  });

  test('a version with a v is told how to write it', () => {
    expect(theFinding('CLN1301', tenantFleet({ version: 'v1.36.3' }))).toMatchObject({ fix: "version: '1.36.3'." });
  });

  test.each([['1.33.0'], ['1.36.20']])('a tenant of %s is fine', (version) => {
    expect(findingsOf('CLN1301', tenantFleet({ version }))).toEqual([]);
  });

  test('a management cluster may be newer than what is known, with a warning, and not older', () => {
    expect(theFinding('CLN1302', managed('1.32.0'))).toMatchObject({ path: 'acme/eu-1', severity: 'error' });
    expect(theFinding('CLN1302', managed('latest'))).toMatchObject({ property: 'version' });
    expect(theFinding('CLN1303', managed('1.37.0'))).toMatchObject({ path: 'acme/eu-1', severity: 'warning' });
    expect(findingsOf('CLN1303', managed('1.36.9'))).toEqual([]);
  });

  test.each([['3.5.24'], ['3.8.0'], ['4.0.0'], ['v3.6.16'], ['3.6']])('etcd %s is refused', (version) => {
    expect(theFinding('CLN1304', dedicatedFleet({ version }))).toMatchObject({ property: 'store.version' });
  });

  test('a shared store is told of its own property', () => {
    const fleet = fleetModel({
      managementClusters: [cluster({ stores: [store({ cluster: etcdCluster({ version: '3.4.0' }) })] })],
    });
    expect(theFinding('CLN1304', fleet)).toMatchObject({ path: 'acme/eu-1/shared', property: 'version' });
  });

  test('workers newer than their control plane are refused, with what to write', () => {
    expect(theFinding('CLN1311', poolFleet({ version: '1.36.3' }))).toEqual({
      code: 'CLN1311',
      severity: 'error',
      path: 'acme/eu-1/team-a/general',
      property: 'version',
      message:
        'workers 1.36.3 are newer than their control plane 1.35.4; kubelets may be up to 3 minors older, never newer.',
      fix: "version: '1.35.4' or lower, or upgrade team-a first.",
    });
  });

  test('a control plane more than three minors ahead of its workers is refused', () => {
    const workers = (version: string) => tenantFleet({ version: '1.36.3', workerPools: [pool({ version })] });
    expect(theFinding('CLN1311', workers('1.32.9'))).toMatchObject({ fix: "version: '1.33.0' or higher." });
    expect(findingsOf('CLN1311', workers('1.33.0'))).toEqual([]);
  });

  test('workers of an imported tenant are checked too', () => {
    const imported = {
      name: 'old',
      path: 'acme/eu-1/old',
      version: '1.35.4',
      endpoint: 'a:6443',
      workerPools: [pool({ version: '1.36.0' })],
    };
    expect(
      findingsOf('CLN1311', fleetModel({ managementClusters: [cluster({ importedTenants: [imported] })] })),
    ).toHaveLength(1);
  });

  test('feature gates follow the version', () => {
    const gates = (version: string, featureGates: Record<string, boolean>) => tenantFleet({ version, featureGates });
    expect(theFinding('CLN1320', gates('1.36.3', { ContextualLoging: true }))).toMatchObject({
      property: 'featureGates.ContextualLoging',
      fix: 'did you mean ContextualLogging?',
    });
    // CRIListStreaming came with 1.36, ComponentSLIs went with 1.35.
    expect(theFinding('CLN1320', gates('1.35.4', { CRIListStreaming: true }))).toMatchObject({
      message: expect.stringContaining('yet') as string,
    });
    expect(theFinding('CLN1320', gates('1.36.3', { ComponentSLIs: true }))).toMatchObject({
      message: expect.stringContaining('no longer') as string,
    });
    expect(
      findingsOf('CLN1320', gates('1.36.3', { CRIListStreaming: true, ContextualLogging: false, AllBeta: false })),
    ).toEqual([]);
    expect(findingsOf('CLN1320', gates('1.36.3', { constructor: true, toString: true }))).toHaveLength(2);
  });

  test('a locked gate may be set to its value and not to the other', () => {
    const gates = (version: string, value: boolean) =>
      tenantFleet({ version, featureGates: { AnonymousAuthConfigurableEndpoints: value } });
    expect(theFinding('CLN1321', gates('1.34.0', false))).toMatchObject({
      property: 'featureGates.AnonymousAuthConfigurableEndpoints',
    });
    expect(findingsOf('CLN1321', gates('1.34.0', true))).toEqual([]);
    expect(findingsOf('CLN1321', gates('1.33.0', false))).toEqual([]);
  });

  test('whole groups of gates are a warning', () => {
    expect(theFinding('CLN1322', tenantFleet({ featureGates: { AllAlpha: true } }))).toMatchObject({
      severity: 'warning',
    });
    expect(findingsOf('CLN1322', tenantFleet({ featureGates: { AllAlpha: false } }))).toEqual([]);
  });
});

describe('datastores', () => {
  test.each([[2], [4], [6], [0], [-1], [2.5], [9]])('%d members are refused', (members) => {
    expect(theFinding('CLN1401', dedicatedFleet({ members }))).toMatchObject({ property: 'store.members' });
  });

  test.each([[1], [3], [5], [7]])('%d members have a majority', (members) => {
    expect(findingsOf('CLN1401', dedicatedFleet({ members }))).toEqual([]);
  });

  test('a single member is a warning', () => {
    expect(theFinding('CLN1402', dedicatedFleet({ members: 1 }))).toMatchObject({
      severity: 'warning',
      property: 'store.members',
    });
  });

  test('a tenant whose store is not in its management cluster is told which are', () => {
    const binding = { kind: 'shared', name: 'other', prefix: '/tenants/a', user: 'a' } as const;
    expect(theFinding('CLN1403', tenantFleet({ store: binding }))).toMatchObject({
      path: 'acme/eu-1/team-a',
      fix: 'use one of its stores: shared.',
    });
  });

  test('a store that nobody uses is a warning, an external one is none of ours', () => {
    const stores = [store(), store({ name: 'spare' }), store({ name: 'theirs', origin: 'external', cluster: null })];
    expect(findingsOf('CLN1405', fleetModel({ managementClusters: [cluster({ stores })] }))).toMatchObject([
      { path: 'acme/eu-1/spare', severity: 'warning' },
    ]);
  });

  describe('keys of tenants in one datastore', () => {
    const external: EtcdStoreModel = store({
      origin: 'external',
      cluster: null,
      endpoints: ['https://b:2379', 'https://a:2379'],
    });
    const on = (name: string, prefix: string, user = name): TenantModel =>
      tenant({
        name,
        path: `acme/eu-1/${name}`,
        endpoint: loadBalancer({ address: `203.0.113.${name.length}` }),
        store: { kind: 'shared', name: 'shared', prefix, user },
      });

    test('the same tenant name in two management clusters on one external etcd is refused', () => {
      const us = { ...external, path: 'acme/us-1/shared', endpoints: [...external.endpoints].reverse() };
      const fleet = fleetModel({
        managementClusters: [
          cluster({ stores: [external] }),
          cluster({
            name: 'us-1',
            stores: [us],
            tenants: [tenant({ path: 'acme/us-1/team-a', endpoint: loadBalancer({ address: '203.0.113.99' }) })],
          }),
        ],
      });
      expect(findingsOf('CLN1404', fleet)).toMatchObject([{ path: 'acme/us-1/team-a', property: 'store' }]);
    });

    test('managed stores are apart even when they have the same name', () => {
      const fleet = fleetModel({
        managementClusters: [
          cluster(),
          cluster({
            name: 'us-1',
            stores: [store({ path: 'acme/us-1/shared' })],
            tenants: [tenant({ path: 'acme/us-1/team-a', endpoint: loadBalancer({ address: '203.0.113.99' }) })],
          }),
        ],
      });
      expect(findingsOf('CLN1404', fleet)).toEqual([]);
    });

    test('a prefix inside another one is refused, one that only begins alike is not', () => {
      expect(findingsOf('CLN1404', fleetOf(on('aa', '/t/a'), on('bbb', '/t/a/b')))).toHaveLength(1);
      expect(findingsOf('CLN1404', fleetOf(on('aa', '/t/a'), on('bbb', '/t/ab')))).toEqual([]);
    });

    test('one etcd user for two prefixes is refused', () => {
      expect(findingsOf('CLN1404', fleetOf(on('aa', '/t/a', 'u'), on('bbb', '/t/b', 'u')))).toMatchObject([
        { path: 'acme/eu-1/bbb' },
      ]);
    });
  });

  test.each([
    ['8Gi', 8 * GI, ['CLN1407']],
    ['16Gi', 16 * GI, ['CLN1406', 'CLN1407']],
    ['10Gi', 8 * GI, ['CLN1408']],
    ['16Gi', 8 * GI, []],
    ['512Mi', GI / 4, ['CLN1407']],
    ['64Gi', 8 * GI + 1, ['CLN1406']],
    ['16Gi', 0, ['CLN1407']],
  ])('a volume of %s with a quota of %d bytes gives %j', (volume, quotaBytes, codes) => {
    const fleet = dedicatedFleet({ volume, quotaBytes });
    expect(['CLN1406', 'CLN1407', 'CLN1408'].filter((code) => findingsOf(code, fleet).length > 0)).toEqual(codes);
  });

  test('a quota that fills the volume is told what would fit', () => {
    expect(theFinding('CLN1407', dedicatedFleet({ volume: '8Gi', quotaBytes: 8 * GI }))).toMatchObject({
      property: 'store.quota',
      fix: "quota: '4Gi', or volume: '16Gi'.",
    });
  });
});

describe('availability', () => {
  test('zones that the host does not have are refused', () => {
    const scheduling = { ...tenant().scheduling, zones: ['a', 'x'] };
    expect(theFinding('CLN2002', tenantFleet({ scheduling }))).toMatchObject({ property: 'scheduling.zones' });
    expect(theFinding('CLN2002', dedicatedFleet({ scheduling }))).toMatchObject({ property: 'store.scheduling.zones' });
  });

  test.each([
    [3, ['a', 'b'], true],
    [5, ['a', 'b'], true],
    [3, ['a'], true],
    [3, ['a', 'b', 'c'], false],
    [5, ['a', 'b', 'c'], false],
    [1, ['a'], false],
  ])('%d members over %j lose their majority with one zone: %p', (members, zones, warned) => {
    const fleet = dedicatedFleet({ members, scheduling: { ...tenant().scheduling, zones } });
    expect(findingsOf('CLN2001', fleet).length > 0).toBe(warned);
  });

  test('a host with one zone leaves no choice', () => {
    const scheduling = { ...tenant().scheduling, zones: ['a'] };
    expect(findingsOf('CLN2001', dedicatedFleet({ scheduling }, { zones: ['a'] }))).toEqual([]);
  });

  test('replicas in a single zone are a warning when the host has others', () => {
    const scheduling = { ...tenant().scheduling, zones: ['a'] };
    expect(theFinding('CLN2003', tenantFleet({ scheduling }))).toMatchObject({
      severity: 'warning',
      property: 'scheduling.zones',
    });
    expect(findingsOf('CLN2003', tenantFleet({ scheduling, replicas: 1 }))).toEqual([]);
  });

  test('one API server is a warning', () => {
    expect(theFinding('CLN2107', tenantFleet({ replicas: 1 }))).toMatchObject({
      severity: 'warning',
      path: 'acme/eu-1/team-a',
      property: 'replicas',
      message: '1 API server cannot survive a node failure.',
    });
  });
});

describe('capacity', () => {
  const withRequests = (cpu: string | null, memory: string | null, limit: string | null = '1Gi') =>
    tenantFleet({
      resources: {
        ...tenant().resources,
        apiServer: { requests: { cpu, memory }, limits: { cpu: null, memory: limit } },
      },
    });

  test('a missing request, and one of zero, is a warning', () => {
    expect(findingsOf('CLN2101', withRequests(null, '0'))).toMatchObject([
      { property: 'resources.apiServer.requests.cpu' },
      { property: 'resources.apiServer.requests.memory' },
    ]);
  });

  test('a request above its limit is refused, however the two are written', () => {
    expect(theFinding('CLN2102', withRequests('1', '2G', '1Gi'))).toMatchObject({
      property: 'resources.apiServer.requests.memory',
    });
    expect(findingsOf('CLN2102', withRequests('1', '1024Mi', '1Gi'))).toEqual([]);
    expect(findingsOf('CLN2102', withRequests('1', '2Gi', null))).toEqual([]);
  });

  test('resources of etcd and addons are looked at where they are written', () => {
    const resources = { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: null, memory: '1Gi' } };
    expect(theFinding('CLN2102', dedicatedFleet({ resources }))).toMatchObject({
      property: 'store.resources.requests.memory',
    });
    const { addons, konnectivity } = tenant();
    const coreDns = addons.coreDns && { ...addons.coreDns, resources };
    expect(theFinding('CLN2102', tenantFleet({ addons: { ...addons, coreDns } }))).toMatchObject({
      property: 'addons.coreDns.resources.requests.memory',
    });
    const agent = { ...konnectivity.agent, resources };
    expect(theFinding('CLN2102', tenantFleet({ konnectivity: { ...konnectivity, agent } }))).toMatchObject({
      property: 'konnectivity.agent.resources.requests.memory',
    });
    expect(findingsOf('CLN2102', tenantFleet({ konnectivity: { ...konnectivity, enabled: false, agent } }))).toEqual(
      [],
    );
  });

  test.each([
    ['small', '64Mi', true],
    ['small', '128Mi', false],
    ['medium', '256Mi', true],
    ['large', '2Gi', false],
  ] as const)('an API server of size %s with %s has too little: %p', (size, memory, warned) => {
    const resources = {
      ...tenant().resources,
      apiServer: { requests: { cpu: '1', memory }, limits: { cpu: null, memory: null } },
    };
    expect(findingsOf('CLN2103', tenantFleet({ size, resources })).length > 0).toBe(warned);
  });

  test('the pod range has room for all nodes that may be there', () => {
    const fleet = (max: number) =>
      tenantFleet({
        network: { ...tenant().network, podCidrs: ['10.244.0.0/22'] },
        workerPools: [pool({ size: { min: 0, max: 2 } }), pool({ size: { min: 0, max } })],
      });
    expect(theFinding('CLN2104', fleet(3))).toMatchObject({
      property: 'network.podCidrs[0]',
      message: expect.stringContaining('room for 4 nodes') as string,
    });
    expect(findingsOf('CLN2104', fleet(2))).toEqual([]);
  });

  test('a size class is made for a number of nodes', () => {
    const fleet = (max: number) => tenantFleet({ workerPools: [pool({ size: { min: 0, max } })] });
    expect(theFinding('CLN2105', fleet(21))).toMatchObject({ property: 'size', fix: "size: 'medium'." });
    expect(theFinding('CLN2105', fleet(101))).toMatchObject({ fix: "size: 'large'." });
    expect(findingsOf('CLN2105', fleet(20))).toEqual([]);
  });

  test('a pool has a minimum below its maximum', () => {
    expect(theFinding('CLN2106', poolFleet({ size: { min: 5, max: 3 } }))).toMatchObject({
      property: 'size',
      fix: 'size: { min: 3, max: 5 }.',
    });
    expect(findingsOf('CLN2106', poolFleet({ size: { min: 0, max: 0 } }))).toEqual([]);
  });

  test('a host without zones needs none', () => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({
          host: { ...host, zones: [] },
          stores: [store({ cluster: etcdCluster({ scheduling: { ...tenant().scheduling, zones: [] } }) })],
          tenants: [tenant({ scheduling: { ...tenant().scheduling, zones: [] } })],
        }),
      ],
    });
    expect(findingsOf('CLN2002', fleet)).toEqual([]);
  });
});
