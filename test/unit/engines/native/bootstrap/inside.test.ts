import { parse } from 'yaml';
import { tenantEndpoint } from '../../../../../lib/engines/native/bootstrap/endpoint';
import { outdatedSelector } from '../../../../../lib/engines/native/bootstrap/manifests';
import type { TenantModel } from '../../../../../lib/model';
import { tenant } from '../fixtures';
import { PENDING, dataOf, environmentOf, get, inside, manifests, render } from './helpers';

const NODE_TOKEN = 'system:bootstrappers:kubeadm:default-node-token';

function at(address: string): TenantModel['endpoint'] {
  return { ...PENDING, address };
}

describe('what lives inside a tenant', () => {
  test('is one text for each concern, in the order in which it is applied', () => {
    expect(Object.keys(manifests())).toEqual([
      '10-rbac.yaml',
      '15-kubernetes-service.yaml',
      '20-kubeadm.yaml',
      '30-konnectivity-server.yaml',
      '40-konnectivity-agent.yaml',
      '50-kube-proxy.yaml',
      '60-coredns.yaml',
    ]);
  });

  test('is labelled as managed, all of it', () => {
    for (const { metadata } of inside()) {
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'colonnade' });
    }
  });

  test('names every object once', () => {
    const names = inside().map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('is the same text for the same input, whatever was rendered before', () => {
    const first = manifests();
    manifests({ endpoint: at('198.51.100.7'), version: '1.35.4' });
    expect(manifests()).toEqual(first);
  });

  test('of one tenant holds nothing of another one that is rendered with it', () => {
    const other = manifests({ name: 'team-b', endpoint: { ...at('198.51.100.7'), port: 443 } });
    expect(Object.values(other).join('')).not.toMatch(/203\.0\.113\.10|6443|team-a/);
    expect(other['50-kube-proxy.yaml']).toContain('server: https://198.51.100.7:443');
  });

  test('leaves out what is off', () => {
    const none = { addons: { kubeProxy: null, coreDns: null } };
    expect(Object.keys(manifests(none))).not.toEqual(expect.arrayContaining(['50-kube-proxy.yaml']));
    expect(Object.keys(manifests(none))).not.toEqual(expect.arrayContaining(['60-coredns.yaml']));
    const { konnectivity } = tenant();
    const direct = Object.keys(manifests({ konnectivity: { ...konnectivity, enabled: false } }));
    expect(direct.filter((file) => file.includes('konnectivity'))).toEqual([]);
  });
});

describe('rights', () => {
  test.each([
    ['kubeadm:cluster-admins', 'cluster-admin', 'kubeadm:cluster-admins'],
    ['kubeadm:kubelet-bootstrap', 'system:node-bootstrapper', NODE_TOKEN],
    [
      'kubeadm:node-autoapprove-bootstrap',
      'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
      NODE_TOKEN,
    ],
    [
      'kubeadm:node-autoapprove-certificate-rotation',
      'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
      'system:nodes',
    ],
    ['kubeadm:get-nodes', 'kubeadm:get-nodes', NODE_TOKEN],
    ['kubeadm:apiserver-kubelet-client', 'system:kubelet-api-admin', 'kube-apiserver-kubelet-client'],
    ['system:konnectivity-server', 'system:auth-delegator', 'system:konnectivity-server'],
  ])('%s binds %s to %s', (name, role, subject) => {
    expect(get(inside(), 'ClusterRoleBinding', name)).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: role },
      subjects: [{ name: subject }],
    });
  });

  test('let the world read cluster-info only when the tenant says so, and holders of a bootstrap token always', () => {
    const readers = (anonymous: 'health' | 'clusterInfo') => {
      const objects = inside({ authentication: { anonymous, jwt: [] } });
      const binding = get(objects, 'RoleBinding', 'kubeadm:bootstrap-signer-clusterinfo');
      return (binding['subjects'] as readonly { name: string }[]).map(({ name }) => name);
    };
    expect(readers('health')).toEqual([NODE_TOKEN]);
    expect(readers('clusterInfo')).toEqual(['system:anonymous', NODE_TOKEN]);
  });
});

describe('what kubeadm reads', () => {
  test('leads to the endpoint and leaves the CA to the Job', () => {
    const clusterInfo: unknown = parse(dataOf(get(inside(), 'ConfigMap', 'cluster-info'))['kubeconfig'] ?? '');
    expect(clusterInfo).toMatchObject({
      clusters: [
        {
          name: '',
          cluster: { server: 'https://203.0.113.10:6443', 'certificate-authority-data': '__TENANT_CA_DATA__' },
        },
      ],
      users: [],
    });
  });

  test('describes the cluster and its kubelets', () => {
    const objects = inside({ version: '1.35.4' });
    expect(parse(dataOf(get(objects, 'ConfigMap', 'kubeadm-config'))['ClusterConfiguration'] ?? '')).toMatchObject({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kubernetesVersion: 'v1.35.4',
      controlPlaneEndpoint: '203.0.113.10:6443',
      clusterName: 'team-a',
      networking: { dnsDomain: 'cluster.local', podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    });
    expect(parse(dataOf(get(objects, 'ConfigMap', 'kubelet-config'))['kubelet'] ?? '')).toMatchObject({
      kind: 'KubeletConfiguration',
      clusterDNS: ['10.96.0.10'],
      clusterDomain: 'cluster.local',
      rotateCertificates: true,
      cgroupDriver: 'systemd',
      authentication: { anonymous: { enabled: false }, webhook: { enabled: true } },
      authorization: { mode: 'Webhook' },
    });
  });
});

describe('the endpoint', () => {
  test.each<[string, TenantModel['endpoint'], string, string, number | null]>([
    ['an address', at('203.0.113.10'), '203.0.113.10', '203.0.113.10', 8132],
    ['an IPv6 address', at('2001:db8::1'), '[2001:db8::1]', '2001:db8::1', 8132],
    ['an address that ends with a colon', at('2001:db8::'), '[2001:db8::0]', '2001:db8::0', 8132],
    ['a hostname', { ...PENDING, hostname: 'a.example' }, 'a.example', 'a.example', 8132],
    [
      'a node port',
      {
        kind: 'nodePort',
        address: '192.0.2.1',
        nodePort: 31443,
        konnectivityNodePort: 31132,
        port: 6443,
        extraSans: [],
        annotations: {},
      },
      '192.0.2.1',
      '192.0.2.1',
      31132,
    ],
    [
      'a cluster IP',
      { kind: 'clusterIp', clusterIp: null, port: 6443, extraSans: [], annotations: {} },
      'kube-apiserver.tenant-team-a.svc.cluster.local',
      'kube-apiserver.tenant-team-a.svc.cluster.local',
      8132,
    ],
  ])('with %s is reached there', (_, endpoint, host, address, konnectivityPort) => {
    expect(tenantEndpoint(tenant({ endpoint }), 'cluster.local')).toMatchObject({
      known: true,
      host,
      address,
      konnectivityPort,
    });
    const objects = inside({ endpoint });
    const server = `https://${host}:${endpoint.kind === 'nodePort' ? '31443' : '6443'}`;
    expect(dataOf(get(objects, 'ConfigMap', 'kube-proxy'))['kubeconfig.conf']).toContain(`server: ${server}\n`);
    expect(argumentsOf(objects)).toEqual(
      expect.arrayContaining([`--proxy-server-host=${address}`, `--proxy-server-port=${String(konnectivityPort)}`]),
    );
  });

  test.each<[string, Partial<TenantModel>]>([
    ['its address', { endpoint: at('198.51.100.7') }],
    ['its port', { endpoint: { ...at('203.0.113.10'), port: 443 } }],
    ["the konnectivity server's port", { konnectivity: { ...tenant().konnectivity, port: 9132 } }],
  ])('is filled in by a Job that runs again when a tenant changes %s, in the same text as before', (_, changes) => {
    const texts = (of: Partial<TenantModel>) => dataOf(get(render(of), 'ConfigMap', 'bootstrap-manifests'));
    for (const file of ['40-konnectivity-agent.yaml', '50-kube-proxy.yaml'])
      expect(texts(changes)[file]).toBe(texts({})[file]);
    const nameOf = (of: Partial<TenantModel>) => get(render(of), 'Job', 'bootstrap').metadata.name;
    expect(nameOf(changes)).not.toBe(nameOf({}));
  });

  test('whose address the balancer picks is a placeholder everywhere, and ports are not', () => {
    const text = Object.values(manifests({ endpoint: PENDING })).join('');
    expect(text).toContain('server: https://__ENDPOINT_HOST__:6443');
    expect(text).toContain('--proxy-server-host=__ENDPOINT_ADDRESS__');
    expect(text).not.toMatch(/__ENDPOINT_PORT__|__KONNECTIVITY_PORT__/);
    expect(environmentOf(get(render({ endpoint: PENDING }), 'Job', 'bootstrap'))).toMatchObject({
      ENDPOINT_SERVICE: 'kube-apiserver',
    });
  });
});

describe('addons', () => {
  test('roll out again when their configuration or the endpoint changes', () => {
    const annotations = (changes: Partial<TenantModel>, name: string) =>
      (get(inside(changes), 'DaemonSet', name)['spec'] as { template: { metadata: { annotations: object } } }).template
        .metadata.annotations;
    const iptables = { addons: { ...tenant().addons, kubeProxy: { mode: 'iptables' as const, config: {} } } };
    expect(annotations(iptables, 'kube-proxy')).not.toEqual(annotations({}, 'kube-proxy'));
    for (const name of ['kube-proxy', 'konnectivity-agent'])
      expect(annotations({ endpoint: at('198.51.100.7') }, name)).not.toEqual(annotations({}, name));
  });

  test('kube-proxy takes the tenant configuration, but not its credentials', () => {
    const kubeProxy = {
      mode: 'nftables' as const,
      config: { conntrack: { maxPerCore: 0 }, clientConnection: { qps: 10, kubeconfig: '/elsewhere' } },
    };
    const objects = inside({ addons: { ...tenant().addons, kubeProxy } });
    expect(parse(dataOf(get(objects, 'ConfigMap', 'kube-proxy'))['config.conf'] ?? '')).toEqual({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      bindAddress: '0.0.0.0',
      clusterCIDR: '10.244.0.0/16',
      mode: 'nftables',
      conntrack: { maxPerCore: 0 },
      clientConnection: { qps: 10, kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf' },
    });
  });

  test('CoreDNS answers on the DNS address, in both families where there are two', () => {
    const policy = (changes: Partial<TenantModel>) => get(inside(changes), 'Service', 'kube-dns')['spec'] as object;
    expect(policy({})).toMatchObject({ clusterIP: '10.96.0.10', ipFamilyPolicy: 'SingleStack' });
    const network = { ...tenant().network, serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'] };
    expect(policy({ network })).toMatchObject({ clusterIP: '10.96.0.10', ipFamilyPolicy: 'PreferDualStack' });
  });

  test('CoreDNS survives drains, is spread, and is not root', () => {
    const objects = inside();
    expect(get(objects, 'PodDisruptionBudget', 'coredns')['spec']).toMatchObject({ maxUnavailable: 1 });
    expect(get(objects, 'Deployment', 'coredns')['spec']).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          priorityClassName: 'system-cluster-critical',
          securityContext: { runAsNonRoot: true },
          topologySpreadConstraints: [
            { topologyKey: 'kubernetes.io/hostname' },
            { topologyKey: 'topology.kubernetes.io/zone' },
          ],
        },
      },
    });
  });

  test('CoreDNS takes a Corefile as a whole', () => {
    const coreDns = { ...tenant().addons.coreDns, version: '1.14.7', replicas: 2, corefile: '.:53 {\n  whoami\n}\n' };
    const objects = inside({ addons: { kubeProxy: null, coreDns: { ...coreDns, resources: NONE } } });
    expect(dataOf(get(objects, 'ConfigMap', 'coredns'))).toEqual({ Corefile: '.:53 {\n  whoami\n}\n' });
  });
});

describe('what an earlier version of the tenant had', () => {
  const { konnectivity, addons } = tenant();
  const deployment = { ...konnectivity, agent: { ...konnectivity.agent, mode: 'Deployment' as const, replicas: 2 } };

  test.each<[string, Partial<TenantModel>]>([
    ['everything', {}],
    ['agents in a Deployment', { konnectivity: deployment }],
    ['no addons', { addons: { kubeProxy: null, coreDns: null } }],
    ['no CoreDNS', { addons: { ...addons, coreDns: null } }],
    ['no tunnel', { konnectivity: { ...konnectivity, enabled: false } }],
  ])('is deleted by label, and nothing else is: %s', (_, changes) => {
    const model = tenant(changes);
    const selector = outdatedSelector(model, tenantEndpoint(model, 'cluster.local'));
    const kept = /notin \((.*)\)$/.exec(selector)?.[1]?.split(',') ?? [];
    const labels = inside(changes).flatMap(({ metadata }) => metadata.labels?.['colonnade.dev/addon'] ?? []);
    expect(new Set(kept)).toEqual(new Set(labels));
    expect(selector).toMatch(/^colonnade\.dev\/addon(,|$)/);
  });
});

const NONE = { requests: { cpu: null, memory: null }, limits: { cpu: null, memory: null } };

function argumentsOf(objects: ReturnType<typeof inside>): readonly string[] {
  const { template } = get(objects, 'DaemonSet', 'konnectivity-agent')['spec'] as {
    template: { spec: { containers: readonly [{ args: readonly string[] }] } };
  };
  return template.spec.containers[0].args;
}
