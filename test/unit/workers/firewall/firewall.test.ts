import type { EndpointModel, FleetModel, ManagementClusterModel, TenantModel } from '../../../../lib/model';
import { firewallRules, managementFirewallRules, tenantFirewallRules } from '../../../../lib/workers';
import type { FirewallRule } from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import { etcdCluster, managementCluster, store } from '../../engines/native/fixtures';

const COMMON = { port: 6443, extraSans: [], annotations: {} };
const BALANCER = {
  ...COMMON,
  kind: 'loadBalancer',
  hostname: null,
  sourceRanges: [],
  loadBalancerClass: null,
} as const;

function flat(network: Partial<TenantModel['network']> = {}): Partial<TenantModel> {
  const { konnectivity, network: usual } = aTenant();
  return { konnectivity: { ...konnectivity, enabled: false }, network: { ...usual, ...network } };
}

function rulesOf(
  changes: Partial<TenantModel> = {},
  cluster: Partial<ManagementClusterModel> = {},
): readonly FirewallRule[] {
  return tenantFirewallRules(aTenant(changes), managementCluster(cluster));
}

/** What always has to be open, in short. */
function always(rules: readonly FirewallRule[]): readonly string[] {
  return rules
    .filter(({ need }) => need === 'always')
    .map(
      ({ source, destination, protocol, ports }) => `${source.name} > ${destination.name} ${protocol} ${ports.join()}`,
    );
}

function towardsWorkers(rules: readonly FirewallRule[]): readonly string[] {
  return always(rules).filter((rule) => rule.includes('> workers'));
}

describe('a tenant with a tunnel', () => {
  test('has workers that dial the endpoint on two ports', () => {
    expect(always(rulesOf())).toEqual(
      expect.arrayContaining([
        'workers of team-a > endpoint of team-a TCP 6443',
        'workers of team-a > endpoint of team-a TCP 8132',
      ]),
    );
  });

  test('has workers that nothing has to be let in to, least of all from the control plane', () => {
    expect(towardsWorkers(rulesOf())).toEqual([]);
    expect(rulesOf().filter(({ source }) => source.name.startsWith('API servers'))).toEqual([]);
    expect(JSON.stringify(rulesOf())).not.toContain('10250');
  });

  test('says where its workers are when it knows', () => {
    const { network } = aTenant();
    const [first] = rulesOf({ network: { ...network, nodeCidrs: ['198.51.100.0/24'] } });
    expect(first?.source).toEqual({ name: 'workers of team-a', addresses: ['198.51.100.0/24'] });
    expect(rulesOf()[0]?.source.addresses).toEqual([]);
  });
});

describe('a tenant without a tunnel', () => {
  test('has kubelets that API servers dial, from the nodes and pods of the management cluster', () => {
    const rules = rulesOf(flat({ nodeCidrs: ['198.51.100.0/24'] }));
    expect(towardsWorkers(rules)).toEqual(['API servers of team-a > workers of team-a TCP 10250']);
    expect(rules.find(({ ports }) => ports.includes('10250'))).toMatchObject({
      source: { addresses: ['192.168.0.0/24', '10.0.0.0/16'] },
      destination: { addresses: ['198.51.100.0/24'] },
    });
  });

  test('has pods that are dialled where they have webhooks', () => {
    expect(rulesOf(flat())).toContainEqual(
      expect.objectContaining({
        destination: { name: 'pods of team-a', addresses: aTenant().network.podCidrs },
        ports: ['1-65535'],
        need: 'depends',
      }),
    );
  });

  test('has no port for agents', () => {
    expect(JSON.stringify(rulesOf(flat()))).not.toContain('8132');
  });
});

describe('the endpoint', () => {
  const first = (endpoint: EndpointModel, changes: Partial<TenantModel> = {}) => rulesOf({ ...changes, endpoint })[0];

  test.each<[string, EndpointModel, string, readonly string[]]>([
    ['with an address', { ...BALANCER, address: '203.0.113.10' }, 'endpoint of team-a', ['203.0.113.10']],
    [
      'with a name alone',
      { ...BALANCER, address: null, hostname: 'a.elb.example' },
      'endpoint of team-a, by name: its addresses change',
      ['a.elb.example'],
    ],
    [
      'that the balancer picks',
      { ...BALANCER, address: null },
      'endpoint of team-a, an address that the balancer picks',
      [],
    ],
    [
      'inside the management cluster',
      { ...COMMON, kind: 'clusterIp', clusterIp: '10.1.0.7' },
      'endpoint of team-a, inside the management cluster',
      ['10.1.0.7'],
    ],
  ])('%s is named', (_, endpoint, name, addresses) => {
    expect(first(endpoint)?.destination).toEqual({ name, addresses });
  });

  test('on node ports is reached on these, at nodes of the management cluster', () => {
    const endpoint = {
      ...COMMON,
      kind: 'nodePort',
      address: '192.0.2.1',
      nodePort: 31443,
      konnectivityNodePort: 31444,
    } as const;
    expect(always(rulesOf({ endpoint })).slice(0, 2)).toEqual([
      'workers of team-a > endpoint of team-a: nodes of the management cluster TCP 31443',
      'workers of team-a > endpoint of team-a: nodes of the management cluster TCP 31444',
    ]);
    expect(always(rulesOf({ ...flat(), endpoint }))).not.toContainEqual(expect.stringContaining('31444'));
  });

  test('behind a balancer needs the node ports of the host', () => {
    const { host } = managementCluster();
    const rules = rulesOf({}, { host: { ...host, nodePortRange: [20000, 22000] } });
    expect(rules.find(({ source }) => source.name === 'load balancer of the tenant')).toMatchObject({
      destination: { addresses: ['192.168.0.0/24'] },
      ports: ['20000-22000'],
    });
    const clusterIp = { ...COMMON, kind: 'clusterIp', clusterIp: null } as const;
    expect(rulesOf({ endpoint: clusterIp }).some(({ source }) => source.name.startsWith('load balancer'))).toBe(false);
  });

  test.each([
    ['gcp', '35.191.0.0/16', ['10256', '30000-32767']],
    ['azure', '168.63.129.16', ['30000-32767']],
  ])('behind a balancer of %s is looked after from where that cloud says', (name, address, ports) => {
    const { host } = managementCluster();
    const rule = rulesOf({}, { host: { ...host, name } }).find(({ source }) => source.name.startsWith('load balancer'));
    expect(rule).toMatchObject({ source: { addresses: expect.arrayContaining([address]) as string[] }, ports });
    const elsewhere = rulesOf().find(({ source }) => source.name.startsWith('load balancer'));
    expect(elsewhere).toMatchObject({ source: { addresses: [] }, ports: ['30000-32767'] });
  });

  test('names the clients that a balancer lets in', () => {
    const endpoint = { ...BALANCER, address: '203.0.113.10', sourceRanges: ['192.0.2.0/24'] };
    expect(rulesOf({ endpoint }).find(({ source }) => source.name.startsWith('people'))?.source.addresses).toEqual([
      '192.0.2.0/24',
    ]);
  });
});

describe('what workers dial besides', () => {
  const outbound = (...pools: Parameters<typeof aPool>) =>
    always(rulesOf({ workerPools: pools.map((pool) => aPool(pool)) }));

  test('is DNS, time, images and packages', () => {
    expect(outbound({}).slice(2)).toEqual([
      'workers of team-a > DNS servers UDP 53',
      'workers of team-a > DNS servers TCP 53',
      'workers of team-a > time servers UDP 123',
      'workers of team-a > registries TCP 443',
      'workers of team-a > package repositories TCP 80,443',
    ]);
  });

  test('is no time server where somebody else keeps the time', () => {
    expect(outbound({ node: { timeServers: null } }).join()).not.toContain('123');
  });

  test('is a proxy instead of registries and repositories where there is one', () => {
    const proxy = { http: 'http://proxy.example:3128', https: 'http://proxy.example:3128', noProxy: [] };
    const rules = outbound({ node: { proxy } });
    expect(rules).toContain('workers of team-a > HTTP proxy TCP 3128');
    expect(rules.join()).not.toMatch(/registries|repositories/);
  });

  test('is a mirror on its own port where machines have no way out', () => {
    const mirrors = { 'registry.k8s.io': [{ url: 'https://mirror.example:5000', ca: null, overridePath: false }] };
    const rules = rulesOf({
      workerPools: [
        aPool({ node: { containerd: { mirrors, mirrorsOnly: true }, packageMirror: 'http://packages.example' } }),
      ],
    });
    expect(rules.filter(({ destination }) => destination.name === 'registries')).toMatchObject([
      { destination: { addresses: ['mirror.example'] }, ports: ['5000'] },
    ]);
    expect(always(rules)).toContain('workers of team-a > package mirrors TCP 80');
  });

  test('is the secret store where join credentials come from one', () => {
    const secretStore = {
      kind: 'aws-secrets-manager',
      secret: 'a',
      location: 'eu-central-1',
      serviceAccountAnnotations: {},
      image: 'a',
    } as const;
    const join = { ...aPool().join, delivery: { kind: 'secret', everyMinutes: 20, store: secretStore } } as const;
    expect(rulesOf({ workerPools: [aPool({ join })] })).toContainEqual(
      expect.objectContaining({
        destination: { name: "cloud's secret store", addresses: ['secretsmanager.eu-central-1.amazonaws.com'] },
      }),
    );
  });
});

test('a secret store of AWS in China has the domain of China', () => {
  const store = {
    kind: 'aws-secrets-manager',
    secret: 'a',
    location: 'cn-north-1',
    serviceAccountAnnotations: {},
    image: 'a',
  } as const;
  const join = { ...aPool().join, delivery: { kind: 'secret', everyMinutes: 20, store } } as const;
  expect(rulesOf({ workerPools: [aPool({ join })] })).toContainEqual(
    expect.objectContaining({
      destination: { name: "cloud's secret store", addresses: ['secretsmanager.cn-north-1.amazonaws.com.cn'] },
    }),
  );
});

describe('machines of other kinds', () => {
  const k0s = { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'default' } as const;
  const talos = { kind: 'talos', version: '1.13.2', installDisk: '/dev/sda' } as const;

  test('fetch k0s from its releases, or from a mirror of them', () => {
    const rules = (packageMirror: string | null) =>
      rulesOf({ workerPools: [aPool({ bootstrap: k0s, node: { packageMirror } })] });
    expect(rules(null)).toContainEqual(
      expect.objectContaining({
        destination: { name: 'releases of k0s', addresses: ['*.githubusercontent.com', 'github.com'] },
      }),
    );
    const mirrored = always(rules('http://mirror.example.com:8080/k0s'));
    expect(mirrored).toContain('workers of team-a > mirrors of k0s TCP 8080');
    expect(mirrored.join()).not.toContain('releases of k0s');
    expect(always(rulesOf({ workerPools: [aPool()] })).join()).not.toContain('k0s');
  });

  test('with Talos fetch themselves as images, and have a port for certificates where somebody signs them', () => {
    const rules = rulesOf({ workerPools: [aPool({ bootstrap: talos })] });
    const registries = rules.find(({ destination }) => destination.name === 'registries');
    expect(registries?.destination.addresses).toContain('ghcr.io');
    expect(rules).toContainEqual(expect.objectContaining({ ports: ['50001'], need: 'depends' }));
    const others = rulesOf({ workerPools: [aPool()] });
    expect(JSON.stringify(others)).not.toMatch(/ghcr|50001/);
  });
});

test('machines that are reached by SSH are, on their ports', () => {
  const host = { name: 'rack-1', user: 'root', hostKey: null, labels: {} };
  const hosts = [
    { ...host, address: '192.0.2.11', port: 22 },
    { ...host, address: '192.0.2.12', port: 2222 },
  ];
  const rules = rulesOf({ workerPools: [aPool({ machines: { source: 'ssh', hosts } })] });
  expect(always(rules).filter((rule) => rule.startsWith('administrators'))).toEqual([
    'administrators of the machines > machines of team-a with SSH on 22 TCP 22',
    'administrators of the machines > machines of team-a with SSH on 2222 TCP 2222',
  ]);
});

test('API servers reach issuers of JWTs, unless through the tunnel', () => {
  const jwt = [
    { issuer: { url: 'https://login.example:8443' } },
    { issuer: { url: 'https://inside.example', egressSelectorType: 'cluster' } },
  ];
  const issuers = rulesOf({ authentication: { anonymous: 'health', jwt } }).filter(
    ({ destination }) => destination.name === 'issuers of JWTs',
  );
  expect(issuers).toMatchObject([{ destination: { addresses: ['login.example'] }, ports: ['8443'] }]);
});

describe('a management cluster', () => {
  test('keeps etcd inside, lets its API server reach kubelets and the webhook of cert-manager', () => {
    const rules = managementFirewallRules(managementCluster());
    expect(always(rules)).toEqual(
      expect.arrayContaining([
        'API servers of the management cluster > nodes and pods of the management cluster TCP 10250',
        'nodes and pods of the management cluster > nodes and pods of the management cluster TCP 2379-2381',
      ]),
    );
    const etcd = rules.filter(({ ports }) => ports.includes('2379-2381'));
    expect(etcd.map(({ source, destination }) => [source, destination])).toEqual([[etcd[0]?.source, etcd[0]?.source]]);
  });

  test('reaches an etcd elsewhere at its own ports, and has none inside then', () => {
    const outside = store({ origin: 'external', cluster: null, endpoints: ['https://[fd00::9]:12379'] });
    const rules = managementFirewallRules(managementCluster({ stores: [outside] }));
    expect(rules.find(({ destination }) => destination.name.startsWith('etcd'))).toMatchObject({
      destination: { addresses: ['fd00::9'] },
      ports: ['12379'],
    });
    expect(JSON.stringify(rules)).not.toContain('2379-2381');
    const own = aTenant({ store: { kind: 'dedicated', cluster: etcdCluster() } });
    const withOwn = managementFirewallRules(managementCluster({ stores: [outside], tenants: [own] }));
    expect(JSON.stringify(withOwn)).toContain('2379-2381');
  });
});

test('a fleet has the rules of its management clusters, each followed by its tenants', () => {
  const fleet: FleetModel = {
    apiVersion: 'colonnade.dev/v1',
    kind: 'Fleet',
    name: 'acme',
    path: 'acme',
    managementClusters: [managementCluster({ tenants: [aTenant()] })],
    acknowledgements: [],
  };
  expect([...new Set(firewallRules(fleet).map(({ path }) => path))]).toEqual(['acme/eu-1', 'acme/eu-1/team-a']);
});
