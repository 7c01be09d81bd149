import type { Fleet } from 'colonnade';
import { Endpoint, EtcdStore, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { make, sample } from './support';

const LONG = 'x'.repeat(300);
const host = existing();
const engine = native();
const machines = Machines.existing();
const endpoint = { kind: 'clusterIp' };

/** Makes one construct beside valid ones and gives what is found in it when everything is looked at. */
const MAKERS = {
  ManagementCluster: (props: unknown) => {
    const { fleet } = sample();
    make(ManagementCluster, fleet, 'new', props);
    return of(fleet, 'acme/new');
  },
  EtcdStore: (props: unknown) => {
    const { fleet, cluster } = sample();
    make(EtcdStore, cluster, 'new', props);
    return of(fleet, 'acme/eu-1/new');
  },
  fromEndpoints: (props: unknown) => {
    const { fleet, cluster } = sample();
    Reflect.apply(EtcdStore.fromEndpoints, EtcdStore, [cluster, 'new', props]);
    return of(fleet, 'acme/eu-1/new');
  },
  TenantControlPlane: (props: unknown) => {
    const { fleet, cluster } = sample();
    make(TenantControlPlane, cluster, 'new', props);
    return of(fleet, 'acme/eu-1/new');
  },
  fromTenantControlPlane: (props: unknown) => {
    const { fleet, cluster } = sample();
    Reflect.apply(TenantControlPlane.fromTenantControlPlane, TenantControlPlane, [cluster, 'new', props]);
    return of(fleet, 'acme/eu-1/new');
  },
  WorkerPool: (props: unknown) => {
    const { fleet, tenant } = sample();
    make(WorkerPool, tenant, 'new', props);
    return of(fleet, 'acme/eu-1/team-a/new');
  },
} as const;

function of(fleet: Fleet, path: string) {
  return fleet.validateFleet().findings.filter((finding) => finding.path === path && finding.severity === 'error');
}

describe.each(Object.entries(MAKERS))('%s', (_name, made) => {
  test.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', 7, 'number 7'],
    ['text', 'eu', "'eu'"],
    ['a list', [1], 'array [1]'],
    ['a function', () => ({}), 'function'],
  ])('as props, %s is refused in one finding that shows it', (_what, props, shown) => {
    expect(made(props)).toMatchObject([{ code: 'CLN0001', property: '', message: containing(shown) }]);
  });

  test('a getter that throws is refused with its words', () => {
    const props = Object.defineProperty({}, 'version', {
      enumerable: true,
      get: () => {
        throw new Error('not today');
      },
    });
    // Some constructs have no version: then it is an unknown property that cannot be read.
    expect(made(props)[0]).toMatchObject({ code: expect.stringMatching(/^CLN000[123]$/) as string });
  });

  test('every getter that throws is refused, whichever property it stands for', () => {
    for (const property of [
      'version',
      'namespace',
      'store',
      'engine',
      'host',
      'network',
      'size',
      'endpoints',
      'labels',
    ]) {
      const props = Object.defineProperty({}, property, {
        enumerable: true,
        get: () => {
          throw new Error('not today');
        },
      });
      expect(made(props)).not.toEqual([]);
    }
  });

  test('an unknown property is refused with the known one that is nearest', () => {
    const findings = made({ verison: '1.36.3', membres: 3, machine: {}, endpiont: 'x', endpoins: [] });
    const unknown = findings.filter(({ code }) => code === 'CLN0002');
    expect(unknown.map(({ property }) => property)).toEqual(['endpiont', 'endpoins', 'machine', 'membres', 'verison']);
    expect(unknown.map(({ fix }) => fix)).toContainEqual(expect.stringMatching(/^did you mean \w+\?$/));
  });

  test('everything that is wrong is said at once', () => {
    const wrong = { version: 7, members: 'three', volume: 16, host: 'here', engine: 'native', store: 1, endpoint: 2 };
    const others = { machines: [], size: '3', endpoints: [], clusterIssuer: 9, labels: 'a=b' };
    expect(made({ ...wrong, ...others }).length).toBeGreaterThan(8);
  });

  test('a proxy that fails is refused, not passed on', () => {
    const props = new Proxy(
      {},
      {
        get: () => {
          throw new TypeError('revoked');
        },
        ownKeys: () => {
          throw new TypeError('revoked');
        },
      },
    );
    expect(made(props)).toMatchObject([{ code: 'CLN0001', property: '', message: containing('revoked') }]);
  });
});

const cluster = { version: '1.36.3', host, engine };
const store = { members: 3, volume: '16Gi' };
const tenant = { version: '1.36.3', store: 'dedicated', endpoint };
const pool = { machines, size: 3 };

function circular(): unknown {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

test.each([
  // What, construct, props, code, property, what the message shows of what was got.
  ['a version as a number', 'ManagementCluster', { ...cluster, version: 1.36 }, 'CLN0001', 'version', 'number 1.36'],
  ['a version with a v', 'ManagementCluster', { ...cluster, version: 'v1.36.3' }, 'CLN0001', 'version', "'v1.36.3'"],
  ['no version', 'ManagementCluster', { host, engine }, 'CLN0003', 'version', 'undefined'],
  ['a host by name', 'ManagementCluster', { ...cluster, host: 'aws' }, 'CLN0001', 'host', "'aws'"],
  ['a host without facts', 'ManagementCluster', { ...cluster, host: {} }, 'CLN0001', 'host', 'object {}'],
  [
    'a host of half facts',
    'ManagementCluster',
    { ...cluster, host: { facts: {} } },
    'CLN0001',
    'host.name',
    'undefined',
  ],
  ['an engine by name', 'ManagementCluster', { ...cluster, engine: 'native' }, 'CLN0001', 'engine', "'native'"],
  [
    'three ranges',
    'ManagementCluster',
    { ...cluster, network: { podCidrs: ['a', 'b', 'c'] } },
    'CLN0001',
    'network.podCidrs',
    'array',
  ],
  [
    'host bits',
    'ManagementCluster',
    { ...cluster, network: { podCidrs: ['10.0.0.1/16'] } },
    'CLN0001',
    'network.podCidrs[0]',
    "'10.0.0.1/16'",
  ],
  ['labels as a list', 'ManagementCluster', { ...cluster, labels: ['a'] }, 'CLN0001', 'labels', 'array ["a"]'],
  ['a label as a number', 'ManagementCluster', { ...cluster, labels: { a: 1 } }, 'CLN0001', 'labels.a', 'number 1'],
  ['null for a map', 'ManagementCluster', { ...cluster, annotations: null }, 'CLN0001', 'annotations', 'null'],
  ['a volume as a number', 'EtcdStore', { ...store, volume: 16 }, 'CLN0001', 'volume', 'number 16'],
  ['a volume in GB', 'EtcdStore', { ...store, volume: '16GB' }, 'CLN0001', 'volume', "'16GB'"],
  ['a volume below zero', 'EtcdStore', { ...store, volume: '-16Gi' }, 'CLN0001', 'volume', "'-16Gi'"],
  ['members that are not a number', 'EtcdStore', { ...store, members: Number.NaN }, 'CLN0001', 'members', 'number NaN'],
  ['members below zero', 'EtcdStore', { ...store, members: -3 }, 'CLN0001', 'members', 'number -3'],
  ['members as a big integer', 'EtcdStore', { ...store, members: 3n }, 'CLN0001', 'members', 'bigint 3'],
  ['a namespace of 300 characters', 'EtcdStore', { ...store, namespace: LONG }, 'CLN0001', 'namespace', "'xxxx"],
  ['a namespace in another script', 'EtcdStore', { ...store, namespace: 'базa' }, 'CLN0001', 'namespace', "'базa'"],
  ['an argument as a number', 'EtcdStore', { ...store, extraArgs: { a: 1 } }, 'CLN0001', 'extraArgs.a', 'number 1'],
  [
    'an operation unknown',
    'EtcdStore',
    { ...store, patches: [{ target: { kind: 'A', name: 'a' }, operations: [{ op: 'x', path: '/' }] }] },
    'CLN0001',
    'patches[0].operations[0].op',
    "'x'",
  ],
  ['a list for an object', 'EtcdStore', { ...store, resources: [] }, 'CLN0001', 'resources', 'array []'],
  ['no endpoints', 'fromEndpoints', { clusterIssuer: 'etcd' }, 'CLN0003', 'endpoints', 'undefined'],
  [
    'an endpoint without TLS',
    'fromEndpoints',
    { endpoints: ['http://e:2379'], clusterIssuer: 'etcd' },
    'CLN0001',
    'endpoints[0]',
    "'http://e:2379'",
  ],
  [
    'an endpoint with a path',
    'fromEndpoints',
    { endpoints: ['https://e:2379/v3'], clusterIssuer: 'etcd' },
    'CLN0001',
    'endpoints[0]',
    "'https://e:2379/v3'",
  ],
  ['half an API server', 'TenantControlPlane', { ...tenant, replicas: 2.5 }, 'CLN0001', 'replicas', 'number 2.5'],
  [
    'endless API servers',
    'TenantControlPlane',
    { ...tenant, replicas: Infinity },
    'CLN0001',
    'replicas',
    'number Infinity',
  ],
  [
    'an endpoint as text',
    'TenantControlPlane',
    { ...tenant, endpoint: '203.0.113.1' },
    'CLN0001',
    'endpoint',
    "'203.0.113.1'",
  ],
  [
    'an endpoint of no kind',
    'TenantControlPlane',
    { ...tenant, endpoint: { kind: 'ingress' } },
    'CLN0001',
    'endpoint',
    'object {"kind":"ingress"}',
  ],
  [
    'an endpoint named as Object has it',
    'TenantControlPlane',
    { ...tenant, endpoint: { kind: 'constructor' } },
    'CLN0001',
    'endpoint',
    'object',
  ],
  ['a store as a word', 'TenantControlPlane', { ...tenant, store: 'shared' }, 'CLN0001', 'store', "'shared'"],
  [
    'a store as props',
    'TenantControlPlane',
    { ...tenant, store },
    'CLN0001',
    'store',
    'object {"members":3,"volume":"16Gi"}',
  ],
  [
    'a rule that is circular',
    'TenantControlPlane',
    { ...tenant, audit: { rules: [circular()] } },
    'CLN0001',
    'audit.rules[0]',
    'object',
  ],
  [
    'a rule with a date',
    'TenantControlPlane',
    { ...tenant, audit: { rules: [{ since: new Date(0) }] } },
    'CLN0001',
    'audit.rules[0]',
    'object',
  ],
  ['true for audit', 'TenantControlPlane', { ...tenant, audit: true }, 'CLN0001', 'audit', 'boolean true'],
  [
    'rotation of a log',
    'TenantControlPlane',
    { ...tenant, audit: { maxAgeDays: 7 } },
    'CLN0001',
    'audit.maxAgeDays',
    'number 7',
  ],
  [
    'agents without a number',
    'TenantControlPlane',
    { ...tenant, konnectivity: { agent: { mode: 'Deployment' } } },
    'CLN0003',
    'konnectivity.agent.replicas',
    'undefined',
  ],
  [
    'agents on each node with a number',
    'TenantControlPlane',
    { ...tenant, konnectivity: { agent: { replicas: 3 } } },
    'CLN0001',
    'konnectivity.agent.replicas',
    'number 3',
  ],
  [
    'an imported tenant without a port',
    'fromTenantControlPlane',
    { version: '1.36.3', endpoint: 'api' },
    'CLN0001',
    'endpoint',
    "'api'",
  ],
  ['a size below zero', 'WorkerPool', { ...pool, size: -1 }, 'CLN0001', 'size', 'number -1'],
  ['a size that is half a range', 'WorkerPool', { ...pool, size: { min: 1 } }, 'CLN0003', 'size.max', 'undefined'],
  ['machines by name', 'WorkerPool', { ...pool, machines: 'existing' }, 'CLN0001', 'machines', "'existing'"],
  [
    'a taint of no effect',
    'WorkerPool',
    { ...pool, taints: [{ key: 'a', value: '', effect: 'No' }] },
    'CLN0001',
    'taints[0].effect',
    "'No'",
  ],
] as const)(
  '%s: %s refuses it with the property and what was got',
  (_what, construct, props, code, property, shown) => {
    const finding = MAKERS[construct](props).find((candidate) => candidate.property === property);
    expect(finding).toMatchObject({ code, severity: 'error', message: containing(shown) });
    expect(finding?.fix).toMatch(/\w.*[.?]$/s);
    expect(finding?.message.length).toBeLessThan(250);
  },
);

test.each([
  ['a host of nothing', () => existing(...none()), undefined],
  ['a host with a misspelt property', () => existing(...none({ zonez: ['a'] })), 'host.zonez'],
  ['a host with zones as text', () => existing(...none({ zones: 'abc' })), 'host.zones'],
])('%s is taken, and looked at with the cluster that it is given to', (_what, host, property) => {
  const findings = MAKERS.ManagementCluster({ ...cluster, host: host() });
  expect(findings.map((finding) => finding.property)).toEqual(property === undefined ? [] : [property]);
});

test.each([
  ['a balancer of null', () => Endpoint.loadBalancer(...none()), []],
  ['a balancer of a number', () => Endpoint.loadBalancer(...none(7)), []],
  ['a node port of null', () => Endpoint.nodePort(...none()), ['endpoint.address', 'endpoint.nodePort']],
  ['a cluster IP of text', () => Endpoint.clusterIp(...none('x')), ['endpoint.0']],
])('%s is taken, and looked at with the tenant that it is given to', (_what, made, properties) => {
  const findings = MAKERS.TenantControlPlane({ ...tenant, endpoint: made() }).filter(({ code }) => code < 'CLN0010');
  expect(findings.map(({ property }) => property)).toEqual(properties);
});

test('a store of a tenant of its own is looked at with the tenant', () => {
  const made = () => EtcdStore.dedicated(...none());
  expect(MAKERS.TenantControlPlane({ ...tenant, store: made() })).toMatchObject([
    { code: 'CLN0003', property: 'store.members' },
    { code: 'CLN0003', property: 'store.volume' },
  ]);
});

/** What a JavaScript caller passes where the compiler would not let anybody. */
function none(value: unknown = null): [never] {
  return [value as never];
}

test('the suggestion is what was meant', () => {
  expect(MAKERS.EtcdStore({ ...store, volume: '16GB' })).toMatchObject([{ fix: "volume: '16G'." }]);
  expect(MAKERS.ManagementCluster({ ...cluster, version: 'v1.36' })).toMatchObject([{ fix: "version: '1.36.0'." }]);
});

test('problems of all constructs are reported together, by path, and nothing of them is in the model', () => {
  const { fleet, cluster: scope, tenant: team } = sample();
  make(EtcdStore, scope, 'bad', { members: 'three' });
  make(TenantControlPlane, scope, 'worse', {});
  make(WorkerPool, team, 'worst', null);
  const { findings, model } = fleet.validateFleet();
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ path }) => path)).toEqual(errors.map(({ path }) => path).toSorted());
  expect(new Set(errors.map(({ path }) => path))).toEqual(
    new Set(['acme/eu-1/bad', 'acme/eu-1/worse', 'acme/eu-1/team-a/worst']),
  );
  expect(JSON.stringify(model)).not.toMatch(/bad|worse|worst/);
});

function containing(text: string): string {
  return expect.stringContaining(text) as string;
}
