import { profileOf } from '../../../lib/hosts';
import type { HostProfile, NodePoolFacts, QuotaFacts, StorageClassFacts } from '../../../lib/model';
import { cluster, etcdCluster, findingsOf, fleetModel, host, loadBalancer, nodePort, store, tenant } from './fixtures';

const GIB = 1024 ** 3;

function classOf(name: string, fitForEtcd: boolean): StorageClassFacts {
  return { name, provisioner: 'ssd.example.org', sequentialIops: null, bound: 'zone', encrypted: true, fitForEtcd };
}

function pool(overrides: Partial<NodePoolFacts>): NodePoolFacts {
  return {
    name: 'general',
    role: 'general',
    kind: 'nodes',
    machineType: 'm7i.large',
    burstable: false,
    cpu: 2,
    memoryBytes: 8 * GIB,
    size: { min: 1, max: 3 },
    zones: [],
    labels: {},
    taints: [],
    encrypted: true,
    private: true,
    ...overrides,
  };
}

function quota(kind: QuotaFacts['kind'], limit: number, overrides: Partial<QuotaFacts> = {}): QuotaFacts {
  return {
    kind,
    limit,
    per: 'region',
    adjustable: true,
    source: 'https://example.org',
    asOf: '2026-11-21',
    ...overrides,
  };
}

const on = (profile: Partial<HostProfile>) => ({ ...host, profile: profileOf(profile) });
const clusterOn = (profile: Partial<HostProfile>, overrides: Parameters<typeof cluster>[0] = {}) =>
  cluster({ host: on(profile), ...overrides });
const fleetOn = (profile: Partial<HostProfile>, overrides: Parameters<typeof cluster>[0] = {}) =>
  fleetModel({ managementClusters: [clusterOn(profile, overrides)] });
const dedicated = (overrides: Parameters<typeof etcdCluster>[0] = {}) =>
  ({ kind: 'dedicated', cluster: etcdCluster(overrides) }) as const;

describe('CLN3101: where etcd writes', () => {
  const classes = { storageClasses: [classOf('slow', false), classOf('fast-ssd', true)] };

  test.each([
    ['its own class', 'slow', [['acme/eu-1/shared', 'storageClass']]],
    ['a class that is fit', 'fast-ssd', []],
    ['the class of the host', null, []],
    ['a class that nothing is known of', 'somebody', []],
  ])('%s', (_, storageClass, expected) => {
    const fleet = fleetOn(classes, { stores: [store({ cluster: etcdCluster({ storageClass }) })] });
    expect(findingsOf('CLN3101', fleet).map(({ path, property }) => [path, property])).toEqual(expected);
  });

  test('the class of the host is not fit, and the fix names one that is', () => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({ host: { ...on(classes), storageClass: 'slow' }, tenants: [tenant({ store: dedicated() })] }),
      ],
    });
    const found = findingsOf('CLN3101', fleet).find(({ path }) => path === 'acme/eu-1/team-a');
    expect(found).toMatchObject({ property: 'store.storageClass', fix: "storageClass: 'fast-ssd'." });
  });
});

describe('CLN3102: machines of etcd', () => {
  const burstable = { machineType: 't3.large', burstable: true };

  test.each([
    ['a pool of its own that is burstable', [pool({ name: 'etcd', role: 'etcd', ...burstable })], 1],
    ['the general pool, where it has none', [pool(burstable)], 1],
    ['a burstable general pool beside its own', [pool(burstable), pool({ name: 'etcd', role: 'etcd' })], 0],
    [
      'a burstable pool of control planes only',
      [pool({}), pool({ name: 'cp', role: 'control-plane', ...burstable })],
      0,
    ],
  ])('%s', (_, nodePools, count) => {
    expect(findingsOf('CLN3102', fleetOn({ nodePools }, { stores: [store()] }))).toHaveLength(count);
  });
});

describe('CLN3103: etcd without volumes', () => {
  const serverless = pool({ name: 'fargate', kind: 'serverless', machineType: null });

  test.each([
    ['only serverless', [serverless], 1],
    ['serverless beside nodes', [serverless, pool({ name: 'etcd', role: 'etcd' })], 0],
    ['pools that are not known', [], 0],
  ])('%s', (_, nodePools, count) => {
    const fleet = fleetOn({ nodePools }, { stores: [store()], tenants: [] });
    expect(findingsOf('CLN3103', fleet)).toHaveLength(count);
  });

  test.each([
    ['members that are sent there', { virtualization: 'virtualnode2' }, [{ key: 'aci', operator: 'Exists' }], 1],
    ['members that do not stand its taint', {}, [], 0],
    ['members that may be on either', {}, [{ key: 'aci', operator: 'Equal', value: 'azure' }], 0],
    ['members that stand another taint', { virtualization: 'virtualnode2' }, [{ key: 'aci', value: 'aws' }], 0],
    ['members in a zone', { virtualization: 'virtualnode2', zone: 'a' }, [{ operator: 'Exists' }], 1],
  ] as const)('%s, of nodes and serverless pods', (_, nodeSelector, tolerations, count) => {
    const aci = pool({
      name: 'virtual-nodes',
      kind: 'serverless',
      labels: { virtualization: 'virtualnode2' },
      taints: [{ key: 'aci', value: 'azure', effect: 'NoSchedule' }],
    });
    const members = etcdCluster();
    const scheduling = { ...members.scheduling, nodeSelector, tolerations };
    const stores = [store({ cluster: { ...members, scheduling } })];
    expect(findingsOf('CLN3103', fleetOn({ nodePools: [pool({}), aci] }, { stores, tenants: [] }))).toHaveLength(count);
  });

  test('a datastore elsewhere is fine there', () => {
    const stores = [store({ origin: 'external', cluster: null })];
    expect(findingsOf('CLN3103', fleetOn({ nodePools: [serverless] }, { stores, tenants: [] }))).toEqual([]);
  });
});

describe('CLN3310: network policies', () => {
  test.each([
    ['control planes on serverless pods', pool({ role: 'control-plane', kind: 'serverless' }), 1],
    ['control planes on nodes', pool({ role: 'control-plane' }), 0],
    ['other pods on serverless pods', pool({ kind: 'serverless' }), 0],
  ])('%s', (_, one, count) => {
    expect(findingsOf('CLN3310', fleetOn({ nodePools: [one] }, { tenants: [tenant()] }))).toHaveLength(count);
  });

  test('a cluster without tenants has none', () => {
    const nodePools = [pool({ role: 'control-plane', kind: 'serverless' })];
    expect(findingsOf('CLN3310', fleetOn({ nodePools }, { tenants: [] }))).toEqual([]);
  });
});

describe('CLN3104: quotas', () => {
  const tenants = ['a', 'b', 'c'].map((name, index) =>
    tenant({ name, path: `acme/eu-1/${name}`, endpoint: loadBalancer({ address: `203.0.113.${index}` }) }),
  );

  test.each([
    ['fewer balancers than allowed', quota('load-balancers', 3), []],
    ['more', quota('load-balancers', 2), ['acme/eu-1']],
    ['more addresses', quota('addresses', 2), ['acme/eu-1']],
  ])('%s', (_, one, expected) => {
    expect(findingsOf('CLN3104', fleetOn({ quotas: [one] }, { tenants })).map(({ path }) => path)).toEqual(expected);
  });

  test('node ports need no balancer', () => {
    const ports = tenants.map((one, index) => ({ ...one, endpoint: nodePort(31_000 + 2 * index) }));
    expect(findingsOf('CLN3104', fleetOn({ quotas: [quota('load-balancers', 0)] }, { tenants: ports }))).toEqual([]);
  });

  test.each([
    ['of one region share what is per region', 'region', 'eu', 'eu', 1],
    ['of two regions do not', 'region', 'eu', 'us', 0],
    ['of two regions share what is per account', 'account', 'eu', 'us', 1],
    ['of one region do not share what is per cluster', 'cluster', 'eu', 'eu', 0],
  ] as const)('clusters %s', (_, per, first, second, count) => {
    const quotas = [quota('load-balancers', 4, { per })];
    const managementClusters = [
      clusterOn({ region: first, quotas }, { tenants }),
      clusterOn({ region: second, quotas }, { name: 'eu-2', path: 'acme/eu-2', tenants }),
    ];
    expect(findingsOf('CLN3104', fleetModel({ managementClusters }))).toHaveLength(count);
  });

  test('volumes are counted over the nodes of etcd', () => {
    const limit = (size: number) => ({
      quotas: [quota('volumes-per-node', 2, { per: 'node', adjustable: false })],
      nodePools: [pool({ name: 'etcd', role: 'etcd', size: { min: size, max: size } })],
    });
    const owners = tenants.map((one) => ({ ...one, store: dedicated() }));
    // Three tenants with three members each, beside the shared one.
    expect(findingsOf('CLN3104', fleetOn(limit(6), { tenants: owners, stores: [store()] }))).toEqual([]);
    expect(findingsOf('CLN3104', fleetOn(limit(5), { tenants: owners, stores: [store()] }))).toMatchObject([
      { fix: 'spread the tenants over more management clusters.' },
    ]);
  });

  test('all nodes together', () => {
    const nodePools = [
      pool({ size: { min: 1, max: 60 } }),
      pool({ name: 'etcd', role: 'etcd', size: { min: 3, max: 50 } }),
    ];
    const quotas = [quota('nodes', 100, { per: 'cluster' })];
    expect(findingsOf('CLN3104', fleetOn({ nodePools, quotas }, { tenants: [] }))).toHaveLength(1);
  });
});
