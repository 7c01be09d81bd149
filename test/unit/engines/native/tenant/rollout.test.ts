import { etcdCluster, tenant } from '../fixtures';
import { COMPONENTS, render } from './support';

describe.each(COMPONENTS)('Deployment %s', (name) => {
  test('starts a new pod before it stops an old one', () => {
    expect(render().deployment(name).strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
  });

  test('spreads its pods over zones and hosts, those of a new revision by themselves', () => {
    const constraints = render().pod(name).topologySpreadConstraints ?? [];
    expect(constraints.map(({ topologyKey }) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    for (const constraint of constraints) expect(constraint).toMatchObject({ matchLabelKeys: ['pod-template-hash'] });
  });

  test('has a budget that a drain can meet, also with a single pod', () => {
    const budget = render({ replicas: 1 }).object('PodDisruptionBudget', name);
    expect(budget['spec']).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    expect(budget['spec']).toMatchObject({ selector: render().deployment(name).selector });
  });

  test('selects by nothing that a user can change', () => {
    const changed = render({
      labels: { team: 'x', 'app.kubernetes.io/name': 'mine' },
      version: '1.35.4',
      size: 'large',
    });
    expect(changed.deployment(name).selector).toEqual(render().deployment(name).selector);
    expect(changed.deployment(name).template.metadata?.labels).toMatchObject({
      team: 'x',
      'app.kubernetes.io/name': name,
    });
  });

  test('gives a starting process minutes, asked every second', () => {
    for (const { startupProbe } of render().pod(name).containers) {
      expect(startupProbe?.periodSeconds).toBe(1);
      expect(startupProbe?.failureThreshold).toBeGreaterThanOrEqual(300);
    }
  });

  test('asks every container whether it lives', () => {
    for (const { livenessProbe } of render().pod(name).containers) expect(livenessProbe?.httpGet).toBeDefined();
  });
});

test('an API server is ready when /readyz says so and alive while /livez says so, whatever etcd does', () => {
  expect(render().container('kube-apiserver')).toMatchObject({
    startupProbe: { httpGet: { path: '/readyz', port: 'https', scheme: 'HTTPS' } },
    readinessProbe: { httpGet: { path: '/readyz', port: 'https', scheme: 'HTTPS' } },
    livenessProbe: { httpGet: { path: '/livez?exclude=etcd', port: 'https', scheme: 'HTTPS' } },
  });
});

test('a stopping pod has time for the delay and for requests in flight', () => {
  const rendered = render();
  const delay = Number(/^(\d+)s$/.exec(rendered.flags('kube-apiserver')['shutdown-delay-duration'] ?? '')?.[1]);
  expect(rendered.pod('kube-apiserver').terminationGracePeriodSeconds).toBeGreaterThanOrEqual(delay + 60);
});

test('controllers run twice at most, API servers as often as asked', () => {
  const replicas = (of: number) => COMPONENTS.map((name) => render({ replicas: of }).deployment(name).replicas);
  expect(replicas(1)).toEqual([1, 1, 1]);
  expect(replicas(3)).toEqual([3, 2, 2]);
});

test('controllers of a new version wait longer than API servers before they take over', () => {
  const rendered = render();
  const wait = (name: string) => rendered.deployment(name).minReadySeconds ?? 0;
  expect(wait('kube-controller-manager')).toBeGreaterThan(2 * wait('kube-apiserver'));
  expect(wait('kube-scheduler')).toBe(wait('kube-controller-manager'));
});

describe('a change of configuration', () => {
  const hash = (name: string, changes: Parameters<typeof render>[0] = {}) =>
    render(changes).deployment(name).template.metadata?.annotations?.['colonnade.dev/config-hash'];
  const audit = { ...tenant().audit, rules: [{ level: 'None' }] };

  test('replaces the pods that read it', () => {
    expect(hash('kube-apiserver', { audit })).not.toBe(hash('kube-apiserver'));
  });

  test('leaves the others alone', () => {
    expect(hash('kube-scheduler', { audit })).toBe(hash('kube-scheduler'));
    expect(hash('kube-apiserver', { workerPools: [], labels: { a: 'b' } })).toBe(hash('kube-apiserver'));
  });
});

describe('waiting for etcd', () => {
  test('happens before the API server starts when the etcd is its own', () => {
    const rendered = render({ store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } });
    expect(rendered.pod('kube-apiserver').initContainers).toHaveLength(1);
    const waiting = rendered.container('kube-apiserver', 'wait-for-etcd');
    expect(waiting).toMatchObject({
      image: 'registry.k8s.io/etcd:v3.6.16',
      volumeMounts: [{ name: 'files', mountPath: '/etc/kubernetes', readOnly: true }],
    });
    expect(waiting.env).toContainEqual({
      name: 'ETCDCTL_ENDPOINTS',
      value: 'https://etcd.tenant-team-a.svc.cluster.local:2379',
    });
  });

  test('costs nothing when the store is shared', () => {
    expect(render().pod('kube-apiserver').initContainers).toBeUndefined();
  });
});

describe('the quota', () => {
  const hard = (...of: Parameters<typeof render>) =>
    (render(...of).object('ResourceQuota', 'tenant')['spec'] as { hard: Record<string, string> }).hard;

  test('has room for a rolling update of everything at once with Jobs', () => {
    for (const replicas of [1, 2, 5]) {
      const running = replicas + 2 * Math.min(2, replicas);
      expect(Number(hard({ replicas })['pods'])).toBeGreaterThanOrEqual(2 * running + 3 + 6);
    }
  });

  test('allows the balancer and the node ports that the endpoint needs, and no other', () => {
    expect(hard()).toMatchObject({ 'services.loadbalancers': '1', 'services.nodeports': '2' });
    const clusterIp = { kind: 'clusterIp', clusterIp: null, port: 6443, extraSans: [], annotations: {} } as const;
    expect(hard({ endpoint: clusterIp })).toMatchObject({ 'services.loadbalancers': '0', 'services.nodeports': '0' });
  });

  test('allows volumes only for an etcd of its own', () => {
    expect(hard()['persistentvolumeclaims']).toBe('0');
    expect(hard({ store: { kind: 'dedicated', cluster: etcdCluster() } })['persistentvolumeclaims']).toBe('4');
  });

  test('limits no CPU and no memory, which a patch may change', () => {
    expect(Object.keys(hard()).filter((key) => /cpu|memory/.test(key))).toEqual([]);
  });
});

test('rendering twice gives the same', () => {
  expect(JSON.stringify(render().objects)).toBe(JSON.stringify(render().objects));
});
