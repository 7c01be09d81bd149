import type { TenantModel } from '../../../lib/model';
import {
  cluster,
  clusterIp,
  findingsOf,
  fleetModel,
  fleetOf,
  host,
  loadBalancer,
  nodePort,
  poolFleet,
  store,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';

const second = (overrides: Partial<TenantModel>) =>
  tenant({ name: 'team-b', endpoint: loadBalancer({ address: '203.0.113.11' }), ...overrides });

describe('names', () => {
  test.each([['a'.repeat(64)], ['Team'], ['ünïcode'], ['']])('the namespace %p is refused', (namespace) => {
    expect(findingsOf('CLN1101', tenantFleet({ namespace }))).toContainEqual(
      expect.objectContaining({ path: 'acme/eu-1/team-a', property: 'namespace' }),
    );
  });

  test('a name of 300 characters is told its length, and the message stays short', () => {
    const found = theFinding(
      'CLN1101',
      tenantFleet({ name: 'a'.repeat(300), path: 'acme/eu-1/a', namespace: 'tenant-a' }),
    );
    expect(found).toMatchObject({ property: 'id', message: expect.stringContaining('300 characters') as string });
    expect(found.message.length).toBeLessThan(200);
  });

  test('a long cluster domain makes DNS names too long', () => {
    const { network } = cluster();
    const fleet = fleetModel({
      managementClusters: [cluster({ network: { ...network, clusterDomain: `${'a'.repeat(60)}.`.repeat(4) + 'org' } })],
    });
    expect(findingsOf('CLN1101', fleet).map(({ path }) => path)).toEqual(['acme/eu-1/shared', 'acme/eu-1/team-a']);
  });

  test('an etcd user is the common name of a certificate and has at most 64 characters', () => {
    const binding = { kind: 'shared', name: 'shared', prefix: '/tenants/a', user: 'u'.repeat(65) } as const;
    expect(theFinding('CLN1101', tenantFleet({ store: binding }))).toMatchObject({ property: 'store' });
  });

  test.each([['kube-system'], ['default'], ['kube-public'], ['kube-node-lease'], ['cert-manager'], ['kube-mine']])(
    'the namespace %s belongs to somebody else',
    (namespace) => {
      expect(theFinding('CLN1102', tenantFleet({ namespace }))).toMatchObject({ property: 'namespace' });
    },
  );

  test('the namespace of cert-manager is the one the management cluster says', () => {
    const fleet = (namespace: string) =>
      fleetModel({
        managementClusters: [cluster({ certManager: { namespace: 'pki' }, tenants: [tenant({ namespace })] })],
      });
    expect(findingsOf('CLN1102', fleet('pki'))).toHaveLength(1);
    expect(findingsOf('CLN1102', fleet('cert-manager'))).toHaveLength(0);
  });

  test('a tenant in the namespace of a store, or of another tenant, would overwrite it', () => {
    expect(findingsOf('CLN1103', fleetOf(tenant(), second({ namespace: 'tenant-team-a' })))).toMatchObject([
      { path: 'acme/eu-1/team-b', message: "the namespace 'tenant-team-a' is also that of acme/eu-1/team-a." },
    ]);
    expect(findingsOf('CLN1103', tenantFleet({ namespace: 'etcd-shared' }))).toHaveLength(1);
  });

  test('the same namespace in another management cluster is another namespace', () => {
    const fleet = fleetModel({
      managementClusters: [
        cluster(),
        cluster({
          name: 'us-1',
          tenants: [tenant({ path: 'acme/us-1/team-a', endpoint: loadBalancer({ address: '203.0.113.99' }) })],
        }),
      ],
    });
    expect(findingsOf('CLN1103', fleet)).toEqual([]);
  });

  test('labels, annotations and taints that Kubernetes refuses are found wherever they stand', () => {
    const bad = { 'not a key': 'x' };
    expect(theFinding('CLN1105', tenantFleet({ labels: { ok: 'not a value!' } }))).toMatchObject({
      property: 'labels',
    });
    expect(theFinding('CLN1105', tenantFleet({ annotations: bad }))).toMatchObject({ property: 'annotations' });
    expect(theFinding('CLN1105', tenantFleet({ endpoint: loadBalancer({ annotations: bad }) }))).toMatchObject({
      property: 'endpoint.annotations',
    });
    expect(theFinding('CLN1105', poolFleet({ labels: bad }))).toMatchObject({ path: 'acme/eu-1/team-a/general' });
    expect(
      theFinding('CLN1105', poolFleet({ taints: [{ key: 'a b', value: '', effect: 'NoSchedule' }] })),
    ).toMatchObject({ property: 'taints[0]' });
    expect(theFinding('CLN1105', fleetModel({ managementClusters: [cluster({ labels: bad })] }))).toMatchObject({
      path: 'acme/eu-1',
    });
    expect(
      theFinding('CLN1105', fleetModel({ managementClusters: [cluster({ stores: [store({ labels: bad })] })] })),
    ).toMatchObject({ path: 'acme/eu-1/shared' });
  });

  test('labels that several tenants share are reported for each of them', () => {
    const labels = Object.freeze({ 'not a key': 'x' });
    expect(findingsOf('CLN1105', fleetOf(tenant({ labels }), second({ labels })))).toHaveLength(2);
  });

  test('annotations may have 256 KiB together', () => {
    const fleet = (length: number) => tenantFleet({ annotations: { a: 'x'.repeat(length), b: 'x'.repeat(100_000) } });
    expect(findingsOf('CLN1105', fleet(150_000))).toEqual([]);
    expect(findingsOf('CLN1105', fleet(170_000))).toHaveLength(1);
  });

  test.each([
    ['app.kubernetes.io/name'],
    ['app.kubernetes.io/instance'],
    ['colonnade.dev/tenant'],
    ['pod-security.kubernetes.io/enforce'],
  ])('the label %s is set by Colonnade', (key) => {
    expect(theFinding('CLN1106', tenantFleet({ labels: { [key]: 'x' } }))).toMatchObject({ property: 'labels' });
  });

  test('a kubelet may set some labels of kubernetes.io on its own node and no others', () => {
    expect(findingsOf('CLN1107', poolFleet({ labels: { 'node-role.kubernetes.io/worker': '' } }))).toHaveLength(1);
    expect(findingsOf('CLN1107', poolFleet({ labels: { 'x.k8s.io/y': '' } }))).toHaveLength(1);
    const fine = {
      'node.kubernetes.io/pool': 'a',
      'topology.kubernetes.io/zone': 'a',
      'example.org/x': 'a',
      plain: 'a',
      'notkubernetes.io/x': 'a',
    };
    expect(findingsOf('CLN1107', poolFleet({ labels: fine }))).toEqual([]);
  });
});

describe('endpoints', () => {
  test('two tenants cannot have the same address and port, in whatever management cluster', () => {
    const fleet = fleetModel({
      managementClusters: [cluster(), cluster({ name: 'us-1', tenants: [tenant({ path: 'acme/us-1/team-a' })] })],
    });
    expect(theFinding('CLN1201', fleet)).toMatchObject({
      path: 'acme/us-1/team-a',
      property: 'endpoint',
      message: '203.0.113.10:6443 is also the endpoint of acme/eu-1/team-a.',
    });
  });

  test('the port of the tunnel counts, and host names are compared without case', () => {
    const ports = [
      tenant(),
      second({ endpoint: loadBalancer({ port: 8132 }), konnectivity: { ...tenant().konnectivity, port: 8133 } }),
    ];
    expect(findingsOf('CLN1201', fleetOf(...ports))).toMatchObject([
      { message: '203.0.113.10:8132 is also the endpoint of acme/eu-1/team-a.' },
    ]);
    const named = (hostname: string) => loadBalancer({ address: null, hostname });
    expect(
      findingsOf(
        'CLN1201',
        fleetOf(tenant({ endpoint: named('api.example.org') }), second({ endpoint: named('API.example.org') })),
      ),
    ).toHaveLength(1);
  });

  test('other ports on the same address are another endpoint', () => {
    const other = second({
      endpoint: loadBalancer({ port: 7443 }),
      konnectivity: { ...tenant().konnectivity, port: 9132 },
    });
    expect(findingsOf('CLN1201', fleetOf(tenant(), other))).toEqual([]);
  });

  test('balancers without an address, and nodes, are not compared', () => {
    const open = loadBalancer({ address: null });
    expect(findingsOf('CLN1201', fleetOf(tenant({ endpoint: open }), second({ endpoint: open })))).toEqual([]);
    expect(
      findingsOf('CLN1201', fleetOf(tenant({ endpoint: nodePort(31000) }), second({ endpoint: nodePort(31002) }))),
    ).toEqual([]);
  });

  test('a DNS name belongs to one tenant; an IP address of a gateway may be shared', () => {
    const sans = (...extraSans: string[]) => ({ extraSans });
    const pair = (a: string, b: string) =>
      fleetOf(
        tenant({ endpoint: loadBalancer(sans(a)) }),
        second({ endpoint: loadBalancer({ address: '203.0.113.11', ...sans(b) }) }),
      );
    expect(theFinding('CLN1202', pair('api.example.org', 'API.example.org'))).toMatchObject({
      path: 'acme/eu-1/team-b',
      property: 'endpoint.extraSans',
    });
    expect(findingsOf('CLN1202', pair('192.0.2.1', '192.0.2.1'))).toEqual([]);
  });

  test('a tunnel needs a port of its own', () => {
    expect(theFinding('CLN1203', tenantFleet({ endpoint: loadBalancer({ port: 8132 }) }))).toMatchObject({
      property: 'konnectivity.port',
    });
    expect(theFinding('CLN1203', tenantFleet({ endpoint: nodePort(31000, 31000) }))).toMatchObject({
      property: 'endpoint.konnectivityNodePort',
    });
    const konnectivity = { ...tenant().konnectivity, enabled: false };
    expect(findingsOf('CLN1203', tenantFleet({ endpoint: loadBalancer({ port: 8132 }), konnectivity }))).toEqual([]);
  });

  test('node ports lie in the range of the host, that of the tunnel too', () => {
    expect(theFinding('CLN1204', tenantFleet({ endpoint: nodePort(29999) }))).toMatchObject({
      property: 'endpoint.nodePort',
    });
    expect(theFinding('CLN1204', tenantFleet({ endpoint: nodePort(32767) }))).toMatchObject({
      property: 'endpoint.konnectivityNodePort',
    });
    expect(findingsOf('CLN1204', tenantFleet({ endpoint: nodePort(30000) }))).toEqual([]);
  });

  test('a node port that two tenants claim is given once, and the next free one is named', () => {
    const tenants = [tenant({ endpoint: nodePort(30000) }), second({ endpoint: nodePort(30001) })];
    expect(findingsOf('CLN1205', fleetOf(...tenants))).toMatchObject([
      { path: 'acme/eu-1/team-b', property: 'endpoint.nodePort', fix: 'the next free node port is 30003.' },
    ]);
  });

  test('a source range for everybody makes the others pointless', () => {
    const endpoint = (...sourceRanges: string[]) => tenantFleet({ endpoint: loadBalancer({ sourceRanges }) });
    expect(theFinding('CLN1206', endpoint('198.51.100.0/24', '0.0.0.0/0'))).toMatchObject({
      property: 'endpoint.sourceRanges',
      severity: 'warning',
    });
    expect(findingsOf('CLN1206', endpoint('0.0.0.0/0'))).toEqual([]);
    expect(findingsOf('CLN1206', endpoint('0.0.0.0/0', 'fd00::/64'))).toEqual([]);
  });

  test('a balancer without an address or name gives workers nothing stable', () => {
    expect(theFinding('CLN1207', tenantFleet({ endpoint: loadBalancer({ address: null }) }))).toMatchObject({
      property: 'endpoint',
      severity: 'warning',
    });
    expect(findingsOf('CLN1207', tenantFleet({ endpoint: clusterIp() }))).toEqual([]);
  });

  test('a cluster IP lies in the Service range of the management cluster and belongs to one tenant', () => {
    const { network } = cluster();
    const fleet = (...tenants: TenantModel[]) =>
      fleetModel({
        managementClusters: [cluster({ network: { ...network, serviceCidrs: ['10.32.0.0/16'] }, tenants })],
      });
    const at = (address: string) => ({ endpoint: clusterIp(address) });
    expect(theFinding('CLN1208', fleet(tenant(at('10.33.0.1'))))).toMatchObject({ property: 'endpoint.clusterIp' });
    expect(findingsOf('CLN1208', fleet(tenant(at('10.32.0.9'))))).toEqual([]);
    expect(findingsOf('CLN1209', fleet(tenant(at('10.32.0.9')), second(at('10.32.0.9'))))).toMatchObject([
      { path: 'acme/eu-1/team-b' },
    ]);
  });
});

describe('hosts', () => {
  test.each([
    ['dynamic-ip', { address: '203.0.113.10' }, 'endpoint.address'],
    ['hostname', { address: '203.0.113.10' }, 'endpoint.address'],
    ['none', { address: '203.0.113.10' }, 'endpoint'],
    ['none', { address: null }, 'endpoint'],
  ] as const)('a host with %s cannot give %j', (kind, endpoint, property) => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({ host: { ...host, loadBalancer: kind }, tenants: [tenant({ endpoint: loadBalancer(endpoint) })] }),
      ],
    });
    expect(theFinding('CLN3020', fleet)).toMatchObject({ path: 'acme/eu-1/team-a', property });
  });

  test.each(['dynamic-ip', 'hostname'] as const)('a host with %s can have a DNS name of yours', (kind) => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({
          host: { ...host, loadBalancer: kind },
          tenants: [tenant({ endpoint: loadBalancer({ address: null, hostname: 'a.example.org' }) })],
        }),
      ],
    });
    expect(findingsOf('CLN3020', fleet)).toEqual([]);
  });

  test.each([[[32767, 30000]], [[0, 10]], [[30000, 70000]]])(
    'the node port range %j is impossible',
    ([first, last]) => {
      const nodePortRange = [first ?? 0, last ?? 0] as const;
      const fleet = fleetModel({ managementClusters: [cluster({ host: { ...host, nodePortRange } })] });
      expect(theFinding('CLN3001', fleet)).toMatchObject({ path: 'acme/eu-1', property: 'host' });
    },
  );
});
