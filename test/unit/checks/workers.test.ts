import type { FleetModel, WorkerPoolModel } from '../../../lib/model';
import type { PoolOverrides } from '../../support/workers';
import {
  cluster,
  dedicatedFleet,
  findingsOf,
  fleetModel,
  fleetOf,
  loadBalancer,
  network,
  pool,
  poolFleet,
  store,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';

const MIRROR = [{ url: 'https://mirror.example.org', ca: null, overridePath: false }];
const GROUP = { scaling: { kind: 'group', autoscaler: 'aws' } } as const;
const HOST = { user: 'root', port: 22, hostKey: null, labels: {} } as const;
const listed = (
  ...hosts: readonly (readonly [name: string, address: string])[]
): NonNullable<PoolOverrides['machines']> => ({
  scaling: { kind: 'hosts' },
  hosts: hosts.map(([name, address]) => ({ ...HOST, name, address })),
});
const kubelet = (overrides: Partial<WorkerPoolModel['node']['kubelet']>): PoolOverrides => ({
  node: { kubelet: overrides },
});

describe('one pool', () => {
  test.each<readonly [string, string, PoolOverrides, string]>([
    [
      'CLN1501',
      'of a kind that the engine does not take',
      { support: { support: 'unsupported', note: 'no supervisor' } },
      'bootstrap.kind',
    ],
    ['CLN1502', 'of ARMv7', { machines: { architecture: 'arm' } }, 'machines.architecture'],
    ['CLN1502', 'with half a gigabyte', { machines: { capacity: size('1', '512Mi') } }, 'machines.capacity.memory'],
    ['CLN1503', 'with one gigabyte', { machines: { capacity: size('1', '1Gi') } }, 'machines.capacity.memory'],
    ['CLN1504', 'of Talos that kubeadm joins', { machines: { operatingSystem: 'talos' } }, 'bootstrap.kind'],
    ['CLN1504', 'of Ubuntu with settings of Bottlerocket', { bootstrap: { kind: 'bottlerocket' } }, 'bootstrap.kind'],
    [
      'CLN1505',
      'of another k0s',
      { bootstrap: { kind: 'k0s', version: '1.34.1+k0s.0', profile: 'default' } },
      'version',
    ],
    ['CLN1506', 'with tokens for two days', join(2880, 25), 'join.tokenMinutes'],
    ['CLN1506', 'with tokens for five minutes', join(5, 1), 'join.tokenMinutes'],
    ['CLN1506', 'renewed after more than half of a life', join(60, 31), 'join.delivery.everyMinutes'],
    [
      'CLN1508',
      'of single-use tokens without hosts',
      { join: { ...join(60, 25).join, delivery: { kind: 'single-use' } } },
      'join.delivery',
    ],
    [
      'CLN1508',
      'of Cluster API’s tokens without it',
      { join: { ...join(60, 25).join, delivery: { kind: 'cluster-api' } } },
      'join.delivery',
    ],
    ['CLN1509', 'that updates what has no packages', { machines: { operatingSystem: 'flatcar' } }, 'node.updates'],
    [
      'CLN1510',
      'with mirrors only and none',
      { node: { containerd: { mirrorsOnly: true } } },
      'node.containerd.mirrors',
    ],
    [
      'CLN1510',
      'with mirrors of another registry only',
      { node: { containerd: { mirrorsOnly: true, mirrors: { 'docker.io': MIRROR } } } },
      'node.containerd.mirrors',
    ],
    ['CLN1513', 'in another zone', { machines: { zones: ['a'] }, zones: ['a', 'b'] }, 'zones'],
    [
      'CLN1514',
      'with a machine twice',
      { machines: listed(['a', '192.0.2.1'], ['b', '192.0.2.1']) },
      'machines.hosts[1].address',
    ],
    [
      'CLN1515',
      'with a name twice',
      { machines: listed(['a', '192.0.2.1'], ['a', '192.0.2.2']) },
      'machines.hosts[1].name',
    ],
    ['CLN1516', 'with 254 pods in a /24', kubelet({ maxPods: 254 }), 'node.kubelet.maxPods'],
    [
      'CLN1517',
      'that keeps all memory',
      { machines: { capacity: size('2', '2Gi') }, ...kubelet({ kubeReserved: { memory: '1950Mi' } }) },
      'node.kubelet.kubeReserved',
    ],
    [
      'CLN1517',
      'that keeps all cores',
      { machines: { capacity: size('2', '2Gi') }, ...kubelet({ systemReserved: { cpu: '2' } }) },
      'node.kubelet.kubeReserved',
    ],
    ['CLN1518', 'with a field of ours', kubelet({ config: { maxPods: 9 } }), 'node.kubelet.config.maxPods'],
    [
      'CLN1518',
      'that lets strangers in',
      kubelet({ config: { authentication: { anonymous: { enabled: true } } } }),
      'node.kubelet.config.authentication',
    ],
    [
      'CLN1518',
      'with a flag of ours',
      kubelet({ extraArgs: { 'cloud-provider': 'aws' } }),
      'node.kubelet.extraArgs.cloud-provider',
    ],
    [
      'CLN1520',
      'of ARMv7 with accelerators',
      { machines: { architecture: 'arm', gpu: { vendor: 'nvidia', count: 1 } } },
      'machines.gpu',
    ],
    [
      'CLN1520',
      'of arm64 with AMD’s',
      { machines: { architecture: 'arm64', gpu: { vendor: 'amd', count: 1 } } },
      'machines.gpu',
    ],
    [
      'CLN1521',
      'that collects images upwards',
      kubelet({ imageGc: { highPercent: 80, lowPercent: 80 } }),
      'node.kubelet.imageGc',
    ],
    [
      'CLN1521',
      'with more time for critical pods',
      kubelet({ shutdown: { graceSeconds: 10, criticalSeconds: 20 } }),
      'node.kubelet.shutdown',
    ],
    [
      'CLN1522',
      'that is never replaced',
      { rollout: { ...pool().rollout, maxSurge: '0%', maxUnavailable: 0 } },
      'rollout',
    ],
    [
      'CLN1523',
      'with packages for what is not known',
      { machines: { operatingSystem: 'other' }, node: { updates: null } },
      'bootstrap.installPackages',
    ],
  ])('%s: %s', (code, _what, overrides, property) => {
    expect(theFinding(code, poolFleet(overrides))).toMatchObject({ path: 'acme/eu-1/team-a/general', property });
  });

  test.each<readonly [string, string, PoolOverrides]>([
    ['CLN1501', 'an engine that translates', { support: { support: 'translated', note: 'x' } }],
    [
      'CLN1501',
      'an engine that is not known',
      { support: null, bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' } },
    ],
    [
      'CLN1502',
      'k0s on ARMv7',
      { machines: { architecture: 'arm' }, bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' } },
    ],
    ['CLN1503', '2 GB', { machines: { capacity: size('1', '2G') } }],
    ['CLN1506', 'half of a life exactly', join(60, 30)],
    [
      'CLN1508',
      'single-use tokens of hosts',
      { machines: listed(['a', '192.0.2.1']), join: { ...join(60, 25).join, delivery: { kind: 'single-use' } } },
    ],
    [
      'CLN1510',
      'a mirror of all registries',
      { node: { containerd: { mirrorsOnly: true, mirrors: { _default: MIRROR } } } },
    ],
    ['CLN1513', 'a source that does not know its zones', { zones: ['a', 'b'] }],
    [
      'CLN1514',
      'another port of one address',
      {
        machines: {
          scaling: { kind: 'hosts' },
          hosts: [
            { ...HOST, name: 'a', address: '192.0.2.1' },
            { ...HOST, name: 'b', address: '192.0.2.1', port: 2222 },
          ],
        },
      },
    ],
    ['CLN1516', '253 pods in a /24', kubelet({ maxPods: 253 })],
    [
      'CLN1518',
      'a field that nothing covers',
      kubelet({ config: { serializeImagePulls: false }, extraArgs: { 'node-ip': '192.0.2.1' } }),
    ],
  ])('%s says nothing about %s', (code, _what, overrides) => {
    expect(findingsOf(code, poolFleet(overrides))).toEqual([]);
  });
});

describe('autoscaling', () => {
  const cas = {
    kind: 'cluster-autoscaler',
    provider: 'aws',
    scaleDownUnneededSeconds: 600,
    scaleDownUtilizationPercent: 50,
    fromZero: false,
    identity: { serviceAccountAnnotations: {}, environment: {}, secret: null },
  } as const;
  const range = { min: 1, max: 3 };
  const karpenter = {
    kind: 'karpenter',
    consolidateAfterSeconds: 60,
    expireAfterSeconds: null,
    budget: '10%',
    nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'a' },
  } as const;

  test.each<readonly [string, PoolOverrides]>([
    ['a fixed size', { machines: GROUP, autoscaling: cas }],
    ['machines of no group', { size: range, autoscaling: cas }],
    [
      'a group without a provider',
      { machines: { scaling: { kind: 'group', autoscaler: null } }, size: range, autoscaling: cas },
    ],
    [
      'servers of Hetzner without a type',
      {
        machines: { scaling: { kind: 'group', autoscaler: 'hetzner' } },
        zones: ['fsn1'],
        size: range,
        autoscaling: cas,
      },
    ],
    ['Karpenter on a group', { machines: GROUP, size: range, autoscaling: karpenter }],
    ['a cloud on hosts', { machines: listed(['a', '192.0.2.1']), size: range, autoscaling: { kind: 'cloud' } }],
  ])('CLN1511 refuses %s', (_what, overrides) => {
    expect(findingsOf('CLN1511', poolFleet(overrides))).toMatchObject([{ property: 'autoscaling' }]);
  });

  test('CLN1511 says nothing about a group in a range', () => {
    expect(findingsOf('CLN1511', poolFleet({ machines: GROUP, size: range, autoscaling: cas }))).toEqual([]);
  });

  test('CLN1525 refuses pools of one autoscaler that say different things of who it is', () => {
    const own = { ...cas, identity: { ...cas.identity, secret: 'cloud' } };
    const scaled = (name: string, autoscaling: WorkerPoolModel['autoscaling']) =>
      pool({ name, path: `acme/eu-1/team-a/${name}`, machines: GROUP, size: range, autoscaling });
    const fleet = (...settings: WorkerPoolModel['autoscaling'][]) =>
      tenantFleet({ workerPools: settings.map((one, index) => scaled(`p${index}`, one)) });
    expect(findingsOf('CLN1525', fleet(cas, own))).toMatchObject([
      { path: 'acme/eu-1/team-a/p1', property: 'autoscaling.identity' },
    ]);
    expect(findingsOf('CLN1525', fleet(own, own))).toEqual([]);
    expect(findingsOf('CLN1525', fleet(cas, { ...own, provider: 'gce' }))).toEqual([]);
  });

  test('CLN1508 refuses machines that come by themselves and wait for a person', () => {
    const overrides = { machines: GROUP, size: range, autoscaling: cas };
    expect(theFinding('CLN1508', poolFleet(overrides)).message).toContain('wait for a person');
    expect(findingsOf('CLN1508', poolFleet({ ...overrides, ...join(60, 25) }))).toEqual([]);
  });

  test('CLN1512 names what Karpenter does not do', () => {
    const found = findingsOf('CLN1512', poolFleet({ size: range, autoscaling: karpenter }));
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining('keeps no least number'),
      expect.stringContaining('waits for volumes'),
    ]);
    expect(found.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

test.each<readonly [string, PoolOverrides, string]>([
  ['Talos', { bootstrap: { kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' } }, 'runs no commands'],
  ['Bottlerocket', { bootstrap: { kind: 'bottlerocket' } }, 'runs no commands'],
  [
    'k0s on ARMv7',
    { bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' }, machines: { architecture: 'arm' } },
    'linux/arm/v7',
  ],
])('CLN1512 names what %s does not do', (_what, overrides, words) => {
  const fleet = poolFleet({ node: { commands: { before: ['true'], after: [] } }, ...overrides });
  expect(findingsOf('CLN1512', fleet).map(({ message }) => message)).toContainEqual(expect.stringContaining(words));
});

describe('pools and their tenants', () => {
  const imported = { name: 'legacy', path: 'acme/eu-1/legacy', version: '1.35.4', endpoint: 'a:6443' };
  const other = (overrides: PoolOverrides) => pool({ name: 'batch', path: 'acme/eu-1/team-a/batch', ...overrides });

  test('CLN1507 refuses discovery by token where cluster-info is hidden', () => {
    const workerPools = [
      pool({ bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true } }),
      other({}),
    ];
    const hidden = tenantFleet({ workerPools, authentication: { anonymous: 'health', jwt: [] } });
    expect(theFinding('CLN1507', hidden)).toMatchObject({
      path: 'acme/eu-1/team-a/general',
      property: 'bootstrap.discovery',
    });
    expect(findingsOf('CLN1507', tenantFleet({ workerPools }))).toEqual([]);
  });

  test('CLN1514 and CLN1515 look across pools, and names may repeat in other tenants', () => {
    const first = pool({ machines: listed(['rack-1', 'Rack-1.example.org']) });
    const second = other({ machines: listed(['rack-1', 'rack-1.EXAMPLE.org']) });
    const one = tenantFleet({ workerPools: [first, second] });
    expect(theFinding('CLN1514', one)).toMatchObject({ path: second.path, property: 'machines.hosts[0].address' });
    expect(theFinding('CLN1514', one).message).toContain(first.path);
    expect(theFinding('CLN1515', one)).toMatchObject({ path: second.path, property: 'machines.hosts[0].name' });
    const two = fleetModel({
      managementClusters: [
        cluster({
          tenants: [tenant({ workerPools: [first] })],
          importedTenants: [{ ...imported, workerPools: [second] }],
        }),
      ],
    });
    expect(findingsOf('CLN1514', two)).toHaveLength(1);
    expect(findingsOf('CLN1515', two)).toEqual([]);
  });

  test('CLN1516 goes by the ranges of both families', () => {
    const masks = (ipv4: number, ipv6: number) =>
      tenantFleet({
        network: { ...network, podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], nodeCidrMaskSizes: { ipv4, ipv6 } },
        workerPools: [pool()],
      });
    expect(findingsOf('CLN1516', masks(24, 64))).toEqual([]);
    expect(theFinding('CLN1516', masks(26, 64)).message).toContain('/26');
    expect(theFinding('CLN1516', masks(24, 122)).message).toContain('/122');
  });

  test('CLN1519 refuses machines that nobody can reach where there is no tunnel', () => {
    const fleet = (enabled: boolean, reachable: boolean) =>
      tenantFleet({
        konnectivity: { ...tenant().konnectivity, enabled },
        workerPools: [pool({ machines: { reachable } })],
      });
    expect(theFinding('CLN1519', fleet(false, false))).toMatchObject({ property: 'machines.reachable' });
    expect(findingsOf('CLN1519', fleet(true, false))).toEqual([]);
    expect(findingsOf('CLN1519', fleet(false, true))).toEqual([]);
  });

  test('CLN1524 warns of API servers without a tunnel when nothing says where nodes are', () => {
    const fleet = (enabled: boolean, nodeCidrs: readonly string[], workerPools = [pool()]) =>
      tenantFleet({
        konnectivity: { ...tenant().konnectivity, enabled },
        network: { ...tenant().network, nodeCidrs },
        workerPools,
      });
    expect(theFinding('CLN1524', fleet(false, []))).toMatchObject({
      severity: 'warning',
      property: 'network.nodeCidrs',
    });
    expect(findingsOf('CLN1524', fleet(false, ['192.0.2.0/24']))).toEqual([]);
    expect(findingsOf('CLN1524', fleet(true, []))).toEqual([]);
    expect(findingsOf('CLN1524', fleet(false, [], []))).toEqual([]);
    expect(findingsOf('CLN1524', fleet(false, [], [pool({ machines: { reachable: false } })]))).toEqual([]);
  });

  test.each<readonly [string, PoolOverrides]>([
    [
      'node.files[0].content',
      { node: { files: [{ path: '/etc/app/password', mode: '0600', content: 'correct-horse-9' }] } },
    ],
    ['node.commands.before[0]', { node: { commands: { before: ['login --token=s3cr3t-9-horse'], after: [] } } }],
    ['node.kubelet.config.apiKey', kubelet({ config: { apiKey: 'correct-horse-9' } })],
    ['node.kubelet.extraArgs.bearer-token', kubelet({ extraArgs: { 'bearer-token': 'correct-horse-9' } })],
    [
      'node.proxy.http',
      { node: { proxy: { http: 'http://me:hunter22@proxy.example.org', https: null, noProxy: [] } } },
    ],
    ['machines.options.userData', { machines: { options: { userData: 'abcdef.0123456789abcdef' } } }],
  ])('CLN4001 finds a secret in %s', (property, overrides) => {
    expect(theFinding('CLN4001', poolFleet(overrides))).toMatchObject({ path: 'acme/eu-1/team-a/general', property });
  });
});

describe('what was found at rendering only', () => {
  test('CLN4060 names every managed flag of every etcd', () => {
    const extraArgs = { 'data-dir': '/tmp', 'max-txn-ops': '1024', 'client-cert-auth': 'false' };
    const shared = store();
    const fleet = fleetModel({
      managementClusters: [
        cluster({ stores: [{ ...shared, cluster: shared.cluster && { ...shared.cluster, extraArgs } }] }),
      ],
    });
    expect(findingsOf('CLN4060', fleet).map(({ property }) => property)).toEqual([
      'extraArgs.client-cert-auth',
      'extraArgs.data-dir',
    ]);
    expect(theFinding('CLN4060', dedicatedFleet({ extraArgs: { 'data-dir': '/tmp' } }))).toMatchObject({
      path: 'acme/eu-1/team-a',
      property: 'store.extraArgs.data-dir',
    });
  });

  test('CLN4061 refuses a tenant that would be etcd’s root', () => {
    const root = tenant({ namespace: 'root' });
    expect(theFinding('CLN4061', fleetOf(root))).toMatchObject({ path: root.path, property: 'namespace' });
    expect(findingsOf('CLN4061', dedicatedFleet({ namespace: 'root' }))).toEqual([]);
  });
});

describe('CLN1015', () => {
  const at = (address: string, serviceCidrs: readonly string[]): FleetModel =>
    tenantFleet({ endpoint: loadBalancer({ address }), network: { ...network, serviceCidrs } });

  test.each([
    ['2001:db8::1', ['10.96.0.0/16']],
    ['2001:db8::1', ['10.96.0.0/16', 'fd00:10:96::/112']],
    ['203.0.113.9', ['fd00:10:96::/112']],
    ['203.0.113.9', ['fd00:10:96::/112', '10.96.0.0/16']],
  ])('refuses %s before Services of %j', (address, serviceCidrs) => {
    expect(theFinding('CLN1015', at(address, serviceCidrs))).toMatchObject({ property: 'endpoint.address' });
  });

  test.each([
    ['203.0.113.9', ['10.96.0.0/16', 'fd00:10:96::/112']],
    ['2001:db8::1', ['fd00:10:96::/112', '10.96.0.0/16']],
  ])('takes %s before Services of %j', (address, serviceCidrs) => {
    expect(findingsOf('CLN1015', at(address, serviceCidrs))).toEqual([]);
  });
});

function size(cpu: string, memory: string) {
  return { cpu, memory, ephemeralStorage: null };
}

function join(tokenMinutes: number, everyMinutes: number) {
  const group = 'system:bootstrappers:colonnade:general';
  return { join: { group, tokenMinutes, delivery: { kind: 'secret', everyMinutes, store: null } } } as const;
}
