import type { PodSpec } from 'kubernetes-types/core/v1';
import type { TenantModel } from '../../../../../lib/model';
import { tenant } from '../fixtures';
import { find, get, inside } from './helpers';

const { konnectivity } = tenant();
const FEW = {
  konnectivity: { ...konnectivity, agent: { ...konnectivity.agent, mode: 'Deployment' as const, replicas: 3 } },
};

function podOf(changes: Partial<TenantModel> = {}, kind = 'DaemonSet'): PodSpec {
  const { template } = get(inside(changes), kind, 'konnectivity-agent')['spec'] as { template: { spec: PodSpec } };
  return template.spec;
}

function argumentsOf(changes: Partial<TenantModel> = {}, kind = 'DaemonSet'): readonly string[] {
  return podOf(changes, kind).containers[0]?.args ?? [];
}

describe('konnectivity agents', () => {
  test('prove themselves with a short-lived token for the server alone', () => {
    expect(argumentsOf()).toContain('--service-account-token-path=/var/run/secrets/konnectivity/token');
    expect(podOf().volumes).toContainEqual({
      name: 'token',
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token', audience: 'system:konnectivity-server', expirationSeconds: 3600 } },
        ],
      },
    });
  });

  test('carry no key: a certificate would have to come from somewhere', () => {
    expect(argumentsOf().join(' ')).not.toMatch(/--agent-(cert|key)=/);
    expect(JSON.stringify(inside())).not.toMatch(/tls\.key|PRIVATE KEY/);
  });

  test('count servers by their Leases and do not dial on when they have them all', () => {
    expect(argumentsOf()).toEqual(
      expect.arrayContaining(['--count-server-leases', '--lease-namespace=kube-system', '--sync-interval=1s']),
    );
    expect(argumentsOf().join(' ')).not.toContain('--sync-forever');
  });

  test('ping no more often than servers allow', () => {
    const seconds = argumentsOf().flatMap((argument) => /^--keepalive-time=(\d+)s$/.exec(argument)?.[1] ?? []);
    expect(seconds.map(Number)).toEqual([expect.any(Number)]);
    expect(Number(seconds[0])).toBeGreaterThan(30);
  });

  test.each([
    ['on every node', {}, 'DaemonSet'],
    ['a few', FEW, 'Deployment'],
  ] as const)('say on which node they are: %s', (_, changes, kind) => {
    expect(argumentsOf(changes, kind)).toContain('--agent-identifiers=host=$(HOST_IP)&host=$(NODE_NAME)');
    expect(podOf(changes, kind).containers[0]?.env).toEqual([
      { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
  });

  test('have a bounded end, and do not need the DNS of the cluster they make reachable', () => {
    expect(podOf()).toMatchObject({ terminationGracePeriodSeconds: 30, dnsPolicy: 'Default' });
  });

  test('come before what a node can do without', () => {
    expect(podOf().priorityClassName).toBe('system-node-critical');
    expect(podOf(FEW, 'Deployment').priorityClassName).toBe('system-cluster-critical');
  });

  test('are dialled by nobody', () => {
    expect(get(inside(), 'NetworkPolicy', 'konnectivity-agent')['spec']).toEqual({
      podSelector: { matchLabels: { 'k8s-app': 'konnectivity-agent' } },
      policyTypes: ['Ingress'],
      ingress: [],
    });
  });

  test('may be a few instead of one on every node, and then survive drains', () => {
    const objects = inside(FEW);
    expect(get(objects, 'Deployment', 'konnectivity-agent')['spec']).toMatchObject({ replicas: 3 });
    expect(find(objects, 'DaemonSet', 'konnectivity-agent')).toBeUndefined();
    expect(get(objects, 'PodDisruptionBudget', 'konnectivity-agent')['spec']).toMatchObject({
      maxUnavailable: 1,
      selector: { matchLabels: { 'k8s-app': 'konnectivity-agent' } },
    });
    expect(find(inside(), 'PodDisruptionBudget', 'konnectivity-agent')).toBeUndefined();
  });

  test('may list Leases and nothing else', () => {
    expect(get(inside(), 'Role', 'konnectivity-agent')['rules']).toEqual([
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['list', 'watch'] },
    ]);
    expect(find(inside(), 'ClusterRole', 'konnectivity-agent')).toBeUndefined();
  });
});
