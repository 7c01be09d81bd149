import {
  aws,
  azure,
  clusterApi,
  gcp,
  kamajiControlPlane,
  k0smotronControlPlane,
  kubeadmControlPlane,
  metal3,
  openstack,
} from '../../../../lib/engines/cluster-api';
import type { ClusterApiOptions } from '../../../../lib/engines/cluster-api';
import { aFleet } from './fixtures';
import type { Difference } from './fixtures';

const KAMAJI = kamajiControlPlane();
const AWS = aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } });
const OPENSTACK = openstack({
  credentials: { secret: 'clouds', cloud: 'acme' },
  machines: { large: { flavor: 'm1.large', image: 'node' } },
});
const AZURE = azure({
  location: 'westeurope',
  subscriptionId: 'x',
  identity: 'acme',
  machines: { large: { vmSize: 'Standard_D4s_v5' } },
});
const GCP = gcp({ project: 'acme', region: 'europe-west3' });

function codes(options: ClusterApiOptions, difference: Difference = {}): readonly string[] {
  const found: string[] = [];
  const fleet = aFleet(options, difference);
  for (const rule of clusterApi(options).rules)
    rule.check(
      fleet,
      ({ path, message, fix }) => {
        expect([path, message, fix]).not.toContain('');
        found.push(rule.code);
      },
      { found: [], severities: new Map(), unhonoured: [] },
    );
  return found;
}

function poolOf(options: ClusterApiOptions) {
  const pool = aFleet(options).managementClusters[0]?.tenants[0]?.workerPools[0];
  if (pool === undefined) throw new Error('there is a pool');
  return pool;
}

const SOMEWHERE = {
  kind: 'loadBalancer',
  port: 6443,
  extraSans: [],
  annotations: {},
  address: null,
  hostname: null,
  sourceRanges: [],
  loadBalancerClass: null,
} as const;

test('a careful fleet is not refused', () => {
  expect(codes({ controlPlane: KAMAJI, infrastructure: AWS })).toEqual([]);
});

test('CLN7402: Kamaji and GCP are connected by nobody, k0smotron and GCP are', () => {
  expect(codes({ controlPlane: KAMAJI, infrastructure: GCP })).toEqual(['CLN7402']);
  expect(codes({ controlPlane: k0smotronControlPlane(), infrastructure: GCP })).toEqual([]);
});

test('CLN7403: Metal3 has to know the address', () => {
  const options = { controlPlane: KAMAJI, infrastructure: metal3() };
  expect(codes(options, { tenant: { endpoint: SOMEWHERE } })).toEqual(['CLN7403']);
  expect(codes(options)).toEqual([]);
  expect(codes({ controlPlane: KAMAJI, infrastructure: AWS }, { tenant: { endpoint: SOMEWHERE } })).toEqual([]);
});

test('CLN7404: machines discover by token', () => {
  const hidden = { tenant: { authentication: { anonymous: 'health', jwt: [] } } } as const;
  expect(codes({ controlPlane: KAMAJI, infrastructure: AWS }, hidden)).toEqual(['CLN7404']);
});

test('CLN7405: members of etcd are odd', () => {
  const options = { controlPlane: kubeadmControlPlane({ machines: 'large' }), infrastructure: AWS };
  expect(codes(options, { tenant: { replicas: 2 } })).toEqual(['CLN7405']);
  expect(codes({ controlPlane: KAMAJI, infrastructure: AWS }, { tenant: { replicas: 2 } })).toEqual([]);
});

test('CLN7406: Packet has ended', () => {
  expect(
    codes(
      { controlPlane: KAMAJI, infrastructure: metal3() },
      { template: { kind: 'PacketMachineTemplate', name: 'large' } },
    ),
  ).toEqual(['CLN7406']);
});

test('CLN7407: files are as long as a KubeadmConfig takes them', () => {
  const options = { controlPlane: KAMAJI, infrastructure: AWS };
  const pool = poolOf(options);
  const withFile = (characters: number): Difference => ({
    pool: { node: { ...pool.node, files: [{ path: '/etc/motd', mode: '0644', content: '.'.repeat(characters) }] } },
  });
  expect(codes(options, withFile(10_240))).toEqual([]);
  expect(codes(options, withFile(10_241))).toEqual(['CLN7407']);
  expect(codes(options, { pool: { labels: { a: '.'.repeat(1024) } } })).toEqual(['CLN7407']);
});

test('CLN7408: a MachineDeployment is in one failure domain, a MachinePool in several', () => {
  const options = { controlPlane: KAMAJI, infrastructure: AWS };
  expect(codes(options, { pool: { zones: ['a', 'b'] } })).toEqual(['CLN7408']);
  expect(
    codes(options, { pool: { zones: ['a', 'b'] }, template: { kind: 'AWSMachinePool', name: 'general' } }),
  ).toEqual([]);
});

test('CLN7409: machines of another source are not made', () => {
  const options = { controlPlane: KAMAJI, infrastructure: AWS };
  const pool = poolOf(options);
  expect(codes(options, { pool: { machines: { ...pool.machines, source: 'ssh' } } })).toEqual(['CLN7409']);
});

describe('a ClusterClass', () => {
  test.each([
    ['kamaji on azure', KAMAJI, AZURE, ['CLN7410']],
    ['k0smotron on openstack', k0smotronControlPlane(), OPENSTACK, ['CLN7410']],
    ['kamaji on openstack', KAMAJI, OPENSTACK, []],
    ['k0smotron on aws', k0smotronControlPlane(), AWS, []],
  ] as const)('CLN7410: %s', (_name, controlPlane, infrastructure, expected) => {
    expect(codes({ controlPlane, infrastructure, topology: {} })).toEqual(expected);
    expect(codes({ controlPlane, infrastructure })).toEqual([]);
  });

  test('CLN7411: has the machines of its infrastructure and no others', () => {
    const options = { controlPlane: KAMAJI, infrastructure: AWS };
    const template = { kind: 'AWSMachineTemplate', name: 'made-by-hand' };
    expect(codes({ ...options, topology: {} }, { template })).toEqual(['CLN7411']);
    expect(codes(options, { template })).toEqual([]);
    expect(codes({ ...options, topology: {} }, { template: { kind: 'AWSMachinePool', name: 'large' } })).toEqual([
      'CLN7411',
    ]);
  });

  test('CLN7412: has one version for all of a cluster', () => {
    const options = { controlPlane: KAMAJI, infrastructure: AWS };
    expect(codes({ ...options, topology: {} }, { pool: { version: '1.35.4' } })).toEqual(['CLN7412']);
    expect(codes(options, { pool: { version: '1.35.4' } })).toEqual([]);
  });
});

test.each<[string, ClusterApiOptions]>([
  [
    'a disk that is too small',
    {
      controlPlane: KAMAJI,
      infrastructure: aws({
        region: 'eu-central-1',
        machines: { large: { instanceType: 'm7i.large', rootVolumeGiB: 7 } },
      }),
    },
  ],
  ['a place without a name', { controlPlane: KAMAJI, infrastructure: aws({ region: '' }) }],
  ['a name that is none', { controlPlane: kamajiControlPlane({ dataStore: '' }), infrastructure: AWS }],
  [
    'days that are too few',
    { controlPlane: kubeadmControlPlane({ machines: 'large', certificatesExpiryDays: 6 }), infrastructure: AWS },
  ],
  ['nothing to apply', { controlPlane: KAMAJI, infrastructure: AWS, resources: { objects: [] } }],
  ['a class that cannot be called so', { controlPlane: KAMAJI, infrastructure: AWS, topology: { name: 'Acme' } }],
])('CLN7413: %s', (_what, options) => {
  expect(codes(options)).toEqual(['CLN7413']);
});

test('CLN7413: bounds are those of the provider that was chosen, and an empty name of a key is none', () => {
  const machines = { large: { flavor: 'm1.large', image: 'node', rootVolumeGiB: 7 } };
  const infrastructure = openstack({ credentials: { secret: 'clouds', cloud: 'acme' }, machines });
  expect(codes({ controlPlane: KAMAJI, infrastructure })).toEqual([]);
  const keyless = aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large', sshKeyName: '' } } });
  expect(codes({ controlPlane: KAMAJI, infrastructure: keyless })).toEqual([]);
});

test('CLN7414: a control plane is behind an Ingress or a Gateway', () => {
  const ingress = { hostname: 'api.example.com', className: 'nginx' };
  const gateway = { hostname: 'api.example.com', name: 'tenants', namespace: 'gateways' };
  const options = (exposure: Parameters<typeof kamajiControlPlane>[0]) => ({
    controlPlane: kamajiControlPlane(exposure),
    infrastructure: AWS,
  });
  expect(codes(options({ ingress, gateway }))).toEqual(['CLN7414']);
  expect(codes(options({ ingress }))).toEqual([]);
  expect(codes(options({ gateway }))).toEqual([]);
});
