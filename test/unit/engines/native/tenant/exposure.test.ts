import { kubernetesServiceEndpoints } from '../../../../../lib/engines/native/tenant';
import type { EndpointModel, TenantModel } from '../../../../../lib/model';
import { managementCluster, tenant } from '../fixtures';
import { render } from './support';

const COMMON = { port: 6443, extraSans: [], annotations: {} };
const BALANCER = {
  ...COMMON,
  kind: 'loadBalancer',
  address: '203.0.113.10',
  hostname: null,
  sourceRanges: [],
  loadBalancerClass: null,
} as const;
const NODE_PORT = {
  ...COMMON,
  kind: 'nodePort',
  address: '192.168.0.5',
  nodePort: 30443,
  konnectivityNodePort: 30444,
} as const;
const CLUSTER_IP = { ...COMMON, kind: 'clusterIp', clusterIp: null } as const;

describe('the Service', () => {
  const service = (endpoint: EndpointModel, changes: Partial<TenantModel> = {}) =>
    render({ ...changes, endpoint }).service();

  test('leads to the API servers and konnectivity servers by the names of their ports', () => {
    const rendered = render({ endpoint: { ...BALANCER, port: 443 } });
    expect(rendered.service()).toMatchObject({
      selector: rendered.deployment('kube-apiserver').selector.matchLabels,
      ports: [
        { name: 'https', port: 443, targetPort: 'https', protocol: 'TCP' },
        { name: 'konnectivity', port: 8132, targetPort: 'konnectivity', protocol: 'TCP' },
      ],
    });
    const containerPorts = rendered.pod('kube-apiserver').containers.flatMap(({ ports = [] }) => ports);
    expect(containerPorts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'https', containerPort: 6443 }),
        expect.objectContaining({ name: 'konnectivity', containerPort: 8132 }),
      ]),
    );
  });

  test('has no port for konnectivity when that is off', () => {
    const konnectivity = { ...tenant().konnectivity, enabled: false };
    expect(service(BALANCER, { konnectivity }).ports?.map(({ name }) => name)).toEqual(['https']);
  });

  test('of a balancer asks for its address, class and source ranges', () => {
    const endpoint = { ...BALANCER, loadBalancerClass: 'example.com/lb', sourceRanges: ['198.51.100.0/24'] };
    expect(service(endpoint)).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerIP: '203.0.113.10',
      loadBalancerClass: 'example.com/lb',
      loadBalancerSourceRanges: ['198.51.100.0/24'],
      externalTrafficPolicy: 'Cluster',
    });
  });

  test('of a balancer takes what it gets when no address is known', () => {
    for (const endpoint of [
      { ...BALANCER, address: null },
      { ...BALANCER, address: null, hostname: 'a.example' },
    ]) {
      const spec = service(endpoint);
      expect(spec).not.toHaveProperty('loadBalancerIP');
      expect(spec).not.toHaveProperty('loadBalancerClass');
      expect(spec).not.toHaveProperty('loadBalancerSourceRanges');
    }
  });

  test('does not ask twice for an address that an annotation asks for', () => {
    const annotations = { 'metallb.io/loadBalancerIPs': 'fd00::10, 203.0.113.10' };
    const rendered = render({ endpoint: { ...BALANCER, annotations } });
    expect(rendered.service()).not.toHaveProperty('loadBalancerIP');
    expect(rendered.object('Service', 'kube-apiserver').metadata.annotations).toEqual(annotations);
  });

  test('of a node port has the ports that were chosen', () => {
    expect(service(NODE_PORT)).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30443 }, { nodePort: 30444 }] });
  });

  test('of a cluster IP has the one that was chosen or any', () => {
    expect(service({ ...CLUSTER_IP, clusterIp: '10.1.0.99' })).toMatchObject({
      type: 'ClusterIP',
      clusterIP: '10.1.0.99',
    });
    expect(service(CLUSTER_IP)).not.toHaveProperty('clusterIP');
  });

  test('has the family of its address', () => {
    expect(service({ ...BALANCER, address: '2001:db8::10' })).toMatchObject({
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv6'],
    });
    expect(service(BALANCER)).not.toHaveProperty('ipFamilies');
  });
});

describe('the Service kubernetes inside the tenant', () => {
  const reconciler = (changes: Partial<TenantModel>, ...rest: [Parameters<typeof render>[1]?]) =>
    render(changes, ...rest).flags('kube-apiserver')['endpoint-reconciler-type'];

  test.each([
    ['a balancer', { ...BALANCER, port: 443 }, '203.0.113.10', 443],
    ['a node port', NODE_PORT, '192.168.0.5', 30443],
    ['a cluster IP', { ...CLUSTER_IP, clusterIp: '10.1.0.99' }, '10.1.0.99', 6443],
  ] as const)(
    'leads to the address and port of %s, which no API server may take out when it stops',
    (_, endpoint, ip, port) => {
      expect(reconciler({ endpoint })).toBe('none');
      expect(kubernetesServiceEndpoints(tenant({ endpoint }))).toMatchObject([
        {
          kind: 'Endpoints',
          metadata: {
            name: 'kubernetes',
            namespace: 'default',
            labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
          },
          subsets: [{ addresses: [{ ip }], ports: [{ name: 'https', port }] }],
        },
        {
          kind: 'EndpointSlice',
          metadata: { labels: { 'kubernetes.io/service-name': 'kubernetes' } },
          addressType: 'IPv4',
          endpoints: [{ addresses: [ip], conditions: { ready: true } }],
          ports: [{ name: 'https', port }],
        },
      ]);
    },
  );

  test.each([
    ['a balancer without an address', { ...BALANCER, address: null }],
    ['a host name', { ...BALANCER, address: null, hostname: 'a.example' }],
    ['a node port under a name', { ...NODE_PORT, address: 'nodes.example' }],
    ['any cluster IP', CLUSTER_IP],
  ] as const)('leads to the pods of the API servers behind %s', (_, endpoint) => {
    expect(reconciler({ endpoint })).toBe('lease');
    expect(kubernetesServiceEndpoints(tenant({ endpoint }))).toEqual([]);
    expect(render({ endpoint }).flags('kube-apiserver')['advertise-address']).toBe('$(POD_IP)');
  });

  test('is left alone where the families do not fit, with which API servers would not start', () => {
    const network = { ...tenant().network, serviceCidrs: ['fd00:96::/112'] };
    expect(reconciler({ network })).toBe('none');
    expect(kubernetesServiceEndpoints(tenant({ network }))).toEqual([]);
    expect(reconciler({ network, endpoint: CLUSTER_IP })).toBe('none');
    const ipv6 = { network: { ...managementCluster().network, podCidrs: ['fd00:1::/56'] } };
    expect(reconciler({ network, endpoint: CLUSTER_IP }, ipv6)).toBe('lease');
  });

  test('leads to an IPv6 address of an IPv6 tenant', () => {
    const changes = {
      network: { ...tenant().network, serviceCidrs: ['fd00:96::/112'] },
      endpoint: { ...BALANCER, address: '2001:db8::10' },
    };
    expect(kubernetesServiceEndpoints(tenant(changes))[1]).toMatchObject({
      addressType: 'IPv6',
      endpoints: [{ addresses: ['2001:db8::10'] }],
    });
  });
});
