import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1';
import { etcdCluster, managementCluster, store, tenant } from '../fixtures';
import { COMPONENTS, render } from './support';

const off = { konnectivity: { ...tenant().konnectivity, enabled: false } };

function ports(rules: readonly NetworkPolicyEgressRule[] = []): unknown[] {
  return rules.flatMap((rule) => rule.ports ?? []).map(({ port }) => port);
}

/** Rules without a destination or with one that is an address range. */
function leavesCluster(rules: readonly NetworkPolicyEgressRule[] = []): NetworkPolicyEgressRule[] {
  return rules.filter(
    ({ to, ports: of }) => (to === undefined && of?.[0]?.port !== 53) || to?.some(({ ipBlock }) => ipBlock),
  );
}

test('nothing may talk to anything unless a policy names it', () => {
  expect(render().policy('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});

test('every pod is selected by one policy besides', () => {
  for (const name of COMPONENTS) {
    const labels = render().deployment(name).template.metadata?.labels ?? {};
    const selecting = render()
      .objects.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name !== 'default-deny')
      .filter(({ metadata }) => {
        const { matchLabels = {}, matchExpressions = [] } = render().policy(metadata.name).podSelector;
        return (
          Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
          matchExpressions.every(({ key, values }) => values?.includes(labels[key] ?? ''))
        );
      });
    expect(selecting).toHaveLength(1);
  }
});

test('anybody reaches the API servers and the tunnel, nobody the controllers', () => {
  expect(render().policy('kube-apiserver').ingress).toEqual([
    {
      ports: [
        { port: 6443, protocol: 'TCP' },
        { port: 8132, protocol: 'TCP' },
      ],
    },
  ]);
  expect(render(off).policy('kube-apiserver').ingress).toEqual([{ ports: [{ port: 6443, protocol: 'TCP' }] }]);
  expect(render().policy('controllers').ingress).toBeUndefined();
});

test('controllers reach the API servers and DNS only', () => {
  const { egress } = render().policy('controllers');
  expect(egress?.[0]?.to).toEqual([
    {
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'kube-apiserver', 'app.kubernetes.io/instance': 'team-a' },
      },
    },
  ]);
  expect(ports(egress)).toEqual([6443, 53, 53]);
});

describe('API servers', () => {
  const egress = (...of: Parameters<typeof render>) => render(...of).policy('kube-apiserver').egress ?? [];

  test('reach the members of their shared store', () => {
    expect(egress()[0]).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'etcd-shared' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd' } },
        },
      ],
      ports: [{ port: 2379, protocol: 'TCP' }],
    });
  });

  test('reach an etcd of their own in their own namespace', () => {
    expect(egress({ store: { kind: 'dedicated', cluster: etcdCluster() } })[0]?.to).toEqual([
      { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd' } } },
    ]);
  });

  test('reach a store that exists already at its addresses', () => {
    const endpoints = ['https://10.9.0.1:2379', 'https://[fd00::9]:12379', 'https://etcd.example:2379'];
    const rules = egress({}, { stores: [store({ origin: 'external', cluster: null, endpoints })] });
    expect(rules.slice(0, 3)).toEqual([
      { to: [{ ipBlock: { cidr: '10.9.0.1/32' } }], ports: [{ port: 2379, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: 'fd00::9/128' } }], ports: [{ port: 12379, protocol: 'TCP' }] },
      { ports: [{ port: 2379, protocol: 'TCP' }] },
    ]);
  });

  test('leave the cluster for nothing while the tunnel is on', () => {
    expect(leavesCluster(egress())).toEqual([]);
  });

  test('leave it for nodes when the tunnel is off, but not into the management cluster or to cloud credentials', () => {
    const [rule, ...others] = leavesCluster(egress(off));
    expect(others).toEqual([]);
    expect(rule?.to).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/16', '10.1.0.0/16', '169.254.169.254/32'] } },
      { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128'] } },
    ]);
  });

  test('leave it for nodes and pods alone when the tunnel is off and it is known where nodes are', () => {
    const network = { ...tenant().network, nodeCidrs: ['198.51.100.0/24', '2001:db8::/64'] };
    const jwt = [{ issuer: { url: 'https://a.example' } }];
    const [flat, issuers, ...others] = leavesCluster(
      egress({ ...off, network, authentication: { anonymous: 'health', jwt } }),
    );
    expect(flat).toEqual({
      to: ['198.51.100.0/24', '2001:db8::/64', '10.244.0.0/16'].map((cidr) => ({ ipBlock: { cidr } })),
      ports: [{ protocol: 'TCP' }],
    });
    expect(ports(issuers === undefined ? [] : [issuers])).toEqual([443]);
    expect(others).toEqual([]);
  });

  test('do not leave it for nodes when the tunnel is on, whatever is known of them', () => {
    expect(leavesCluster(egress({ network: { ...tenant().network, nodeCidrs: ['198.51.100.0/24'] } }))).toEqual([]);
  });

  test('leave it for the issuers of JWTs at their ports, unless these are asked through the tunnel', () => {
    const jwt = [
      { issuer: { url: 'https://a.example', discoveryURL: 'https://b.example:8443/.well-known/openid-configuration' } },
      { issuer: { url: 'https://inside.example:9443', egressSelectorType: 'cluster' } },
    ];
    const rules = leavesCluster(egress({ authentication: { anonymous: 'health', jwt } }));
    expect(ports(rules)).toEqual([443, 8443]);
  });
});

describe('Jobs', () => {
  test('reach the API servers of the tenant and those of the management cluster', () => {
    const { egress, podSelector } = render().policy('jobs');
    expect(podSelector.matchExpressions).toMatchObject([
      { values: ['encryption-key', 'bootstrap', 'admin-kubeconfig'] },
    ]);
    expect(egress?.[1]).toEqual({
      to: [{ ipBlock: { cidr: '192.168.0.1/32' } }],
      ports: [
        { port: 443, protocol: 'TCP' },
        { port: 6443, protocol: 'TCP' },
      ],
    });
  });

  test('reach the usual ports anywhere when nobody said where the management cluster answers', () => {
    const network = { ...managementCluster().network, apiServerCidrs: [] };
    const rule = render({}, { network }).policy('jobs').egress?.[1];
    expect(rule).not.toHaveProperty('to');
    expect(ports(rule === undefined ? [] : [rule])).toEqual([443, 6443]);
  });
});
