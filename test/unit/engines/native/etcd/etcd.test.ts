import type { KubernetesObject } from '../../../../../lib/kubernetes';
import { MANAGED_ETCD_FLAGS, native } from '../../../../../lib/engines/native';
import { renderDedicatedEtcd, renderStoreEtcd, renderStoreUser } from '../../../../../lib/engines/native/etcd';
import { etcdCluster, managementCluster, store, tenant } from '../fixtures';

const cluster = managementCluster();
const context = { cluster };
const find = (objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject => {
  const found = objects.find((o) => o.kind === kind && (name === undefined || o.metadata.name === name));
  if (found === undefined) throw new Error(`no ${kind} ${name ?? ''}`);
  return found;
};
interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: { containers: { args: string[]; env: { name: string; value?: string }[]; command: string[] }[] };
}
const templateOf = (object: KubernetesObject): PodTemplate => (object['spec'] as { template: PodTemplate }).template;
const argsOf = (objects: readonly KubernetesObject[]): string[] =>
  templateOf(find(objects, 'StatefulSet')).spec.containers[0]?.args ?? [];
const withEtcd = (changes: Parameters<typeof etcdCluster>[0]) =>
  renderStoreEtcd(store({ cluster: etcdCluster(changes) }), context);
const shared = { kind: 'shared', name: 'shared', prefix: '/tenants/team-a', user: 'team-a' } as const;

describe('the members of a store', () => {
  const objects = renderStoreEtcd(store(), context);

  test('know each other by names that stay', () => {
    expect(argsOf(objects)).toContain(
      '--initial-cluster=' +
        [0, 1, 2].map((n) => `etcd-${n}=https://etcd-${n}.etcd-peers.etcd-shared.svc.cluster.local:2380`).join(','),
    );
    expect(find(objects, 'Service', 'etcd-peers')['spec']).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
    });
    expect(find(objects, 'StatefulSet')['spec']).toMatchObject({
      serviceName: 'etcd-peers',
      podManagementPolicy: 'Parallel',
      replicas: 3,
    });
  });

  test('ask clients and peers for certificates of two different authorities', () => {
    expect(argsOf(objects)).toEqual(
      expect.arrayContaining([
        '--client-cert-auth=true',
        '--peer-client-cert-auth=true',
        '--trusted-ca-file=/etc/etcd/server/ca.crt',
        '--peer-trusted-ca-file=/etc/etcd/peer/ca.crt',
        '--tls-min-version=TLS1.2',
        '--enable-grpc-gateway=false',
        '--strict-reconfig-check=true',
      ]),
    );
  });

  test('take quota and compaction from the model', () => {
    const args = argsOf(withEtcd({ quotaBytes: 123, autoCompactionRetention: '7m' }));
    expect(args).toEqual(
      expect.arrayContaining([
        '--quota-backend-bytes=123',
        '--auto-compaction-mode=periodic',
        '--auto-compaction-retention=7m',
      ]),
    );
  });

  test('keep their volumes, of the class of the store or else of the host', () => {
    expect(find(objects, 'StatefulSet')['spec']).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [{ spec: { storageClassName: 'fast-ssd', resources: { requests: { storage: '16Gi' } } } }],
    });
    expect(find(withEtcd({ storageClass: 'own' }), 'StatefulSet')['spec']).toMatchObject({
      volumeClaimTemplates: [{ spec: { storageClassName: 'own' } }],
    });
  });

  test('no field that cannot be changed follows labels or protection', () => {
    const render = (labels: Record<string, string>, deletionProtection: 'enabled' | 'disabled') =>
      find(renderStoreEtcd(store({ labels, deletionProtection }), context), 'StatefulSet')['spec'] as Record<
        string,
        unknown
      >;
    const [a, b] = [render({}, 'enabled'), render({ team: 'x' }, 'disabled')];
    for (const field of ['selector', 'serviceName', 'volumeClaimTemplates', 'podManagementPolicy']) {
      expect(a[field]).toEqual(b[field]);
    }
  });

  test('are probed without TLS on the listener for metrics', () => {
    expect(templateOf(find(objects, 'StatefulSet')).spec.containers[0]).toMatchObject({
      startupProbe: { httpGet: { path: '/livez', port: 'metrics' } },
      readinessProbe: { httpGet: { path: '/readyz', port: 'metrics' } },
      livenessProbe: { httpGet: { path: '/livez', port: 'metrics' } },
    });
    expect(argsOf(objects)).toContain('--listen-metrics-urls=http://0.0.0.0:2381');
  });

  test.each([
    [1, undefined],
    [3, 2],
    [5, 4],
  ])('of %d members, %s must stay when nodes are drained', (members, minAvailable) => {
    const budgets = withEtcd({ members }).filter((object) => object.kind === 'PodDisruptionBudget');
    expect(budgets.map((object) => (object['spec'] as { minAvailable: number }).minAvailable)).toEqual(
      minAvailable === undefined ? [] : [minAvailable],
    );
    expect(
      argsOf(withEtcd({ members }))
        .find((arg) => arg.startsWith('--initial-cluster='))
        ?.split(','),
    ).toHaveLength(members);
  });

  test('etcd before 3.6 gets the older names of flags', () => {
    expect(argsOf(withEtcd({ version: '3.5.21' }))).toContain('--experimental-initial-corrupt-check=true');
    expect(argsOf(objects)).toContain('--feature-gates=InitialCorruptCheck=true');
  });

  test('extra arguments are added, tuning may be changed, and what holds the store together may not', () => {
    expect(argsOf(withEtcd({ extraArgs: { 'max-request-bytes': '1', 'election-timeout': '5000' } }))).toEqual(
      expect.arrayContaining(['--max-request-bytes=1', '--election-timeout=5000']),
    );
    expect(() => withEtcd({ extraArgs: { 'client-cert-auth': 'false', 'data-dir': '/x' } })).toThrow(
      expect.objectContaining({
        findings: [
          expect.objectContaining({
            code: 'CLN4060',
            path: 'acme/eu-1/shared',
            property: 'extraArgs.client-cert-auth',
          }),
          expect.objectContaining({ code: 'CLN4060', property: 'extraArgs.data-dir' }),
        ],
      }) as Error,
    );
  });

  test('the flags that may not be set are those that are written, but for tuning, and those that work against them', () => {
    const written = [...argsOf(objects), ...argsOf(withEtcd({ version: '3.5.21' }))].map(
      (arg) => arg.slice(2).split('=')[0],
    );
    const tuning = ['election-timeout', 'heartbeat-interval', 'snapshot-count'];
    expect(MANAGED_ETCD_FLAGS).toEqual(expect.arrayContaining(written.filter((flag) => !tuning.includes(flag ?? ''))));
    expect(MANAGED_ETCD_FLAGS).toEqual(expect.arrayContaining(['config-file', 'enable-pprof', 'unsafe-no-fsync']));
    for (const flag of tuning) expect(MANAGED_ETCD_FLAGS).not.toContain(flag);
  });

  test('nothing is rendered for a store that exists already', () => {
    const external = store({ origin: 'external', cluster: null });
    expect(renderStoreEtcd(external, context)).toEqual([]);
    expect(renderStoreUser(tenant(), shared, { cluster: managementCluster({ stores: [external] }) })).toEqual([]);
  });
});

describe('network policies of a store', () => {
  const objects = renderStoreEtcd(store(), context);
  const policy = (name: string) =>
    find(objects, 'NetworkPolicy', name)['spec'] as {
      podSelector: object;
      policyTypes: string[];
      ingress?: { from?: unknown[]; ports: { port: number }[] }[];
      egress?: { to?: unknown[]; ports: { port: number }[] }[];
    };

  test('nothing flows unless it is named', () => {
    expect(policy('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('only API servers of tenants of this store, and Jobs in its namespace, reach the client port', () => {
    expect(policy('etcd').ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'colonnade.dev/store': 'shared' } },
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'kube-apiserver' } },
          },
          { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd-admin' } } },
        ],
        ports: [{ port: 2379, protocol: 'TCP' }],
      },
      {
        from: [
          {
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'etcd', 'app.kubernetes.io/instance': 'shared' } },
          },
        ],
        ports: [{ port: 2380, protocol: 'TCP' }],
      },
    ]);
  });

  test('members reach each other and DNS, Jobs reach members and DNS', () => {
    const ports = (name: string) => policy(name).egress?.map((rule) => rule.ports.map((p) => p.port));
    expect(ports('etcd')).toEqual([[2380], [53, 53]]);
    expect(ports('etcd-admin')).toEqual([[2379], [53, 53]]);
  });

  test('the Job of a tenant is among the Jobs that may reach the members', () => {
    const [job] = renderStoreUser(tenant(), shared, context);
    if (job === undefined) throw new Error('no Job');
    expect(job.metadata.namespace).toBe('etcd-shared');
    expect(templateOf(job).metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'etcd-admin',
      'colonnade.dev/tenant': 'team-a',
    });
  });
});

test('no list is empty, because an empty list in a NetworkPolicy counts as a change with every apply', () => {
  const etcd = etcdCluster({ namespace: 'tenant-team-a', members: 1 });
  const objects = [
    ...renderStoreEtcd(store(), context),
    ...renderStoreUser(tenant(), shared, context),
    ...renderDedicatedEtcd(tenant(), etcd, context),
  ];
  for (const object of objects) expect(JSON.stringify(object)).not.toContain('[]');
});

describe('the user of a tenant', () => {
  test('is passed to the script as values, never as text of the script', () => {
    const [a] = renderStoreUser(tenant(), shared, context);
    const [b] = renderStoreUser(
      tenant({ name: 'b', labels: {} }),
      { ...shared, user: 'b', prefix: '/tenants/b' },
      context,
    );
    if (!a || !b) throw new Error('no Job');
    expect(templateOf(a).spec.containers[0]?.command).toEqual(templateOf(b).spec.containers[0]?.command);
    expect(templateOf(a).spec.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'TENANT_USER', value: 'team-a' },
        { name: 'TENANT_PREFIX', value: '/tenants/team-a' },
      ]),
    );
    expect(a.metadata.name).not.toBe(b.metadata.name);
  });

  test.each([
    ['store.user', { user: 'root' }],
    ['store.user', { user: '--no-password' }],
    ['store.user', { user: '' }],
    ['store.prefix', { prefix: '' }],
    ['store.prefix', { prefix: '/' }],
    ['store.prefix', { prefix: '/tenants/' }],
    ['store.prefix', { prefix: 'tenants/a' }],
  ])('%s of %j would reach beyond the tenant and is refused', (property, changes) => {
    expect(() => renderStoreUser(tenant(), { ...shared, ...changes }, context)).toThrow(
      expect.objectContaining({
        findings: [expect.objectContaining({ code: 'CLN4061', property, path: 'acme/eu-1/team-a' })],
      }) as Error,
    );
  });
});

describe('policies around the issuer of a store', () => {
  const objects = renderStoreEtcd(store(), context);
  const expressions = JSON.stringify(find(objects, 'ValidatingAdmissionPolicy', 'colonnade-etcd-shared-certificates'));

  test('each policy is bound, and denies', () => {
    const policies = objects.filter((object) => object.kind === 'ValidatingAdmissionPolicy');
    const bindings = objects.filter((object) => object.kind === 'ValidatingAdmissionPolicyBinding');
    expect(policies).toHaveLength(2);
    expect(bindings.map((object) => object['spec'])).toEqual(
      policies.map(({ metadata }) => ({ policyName: metadata.name, validationActions: ['Deny'] })),
    );
    expect(policies.every((object) => !('namespace' in object.metadata))).toBe(true);
  });

  test('speak of this issuer, this store and the label that its tenants carry', () => {
    expect(expressions).toContain("'etcd-shared-ca'");
    expect(expressions).toContain('colonnade.dev/store-user');
    const [namespace] = native().renderTenant(tenant(), context);
    expect(namespace?.metadata.labels).toMatchObject({
      'colonnade.dev/store': 'shared',
      'colonnade.dev/store-user': 'team-a',
    });
  });
});

describe('etcd of a tenant of its own', () => {
  const etcd = etcdCluster({ namespace: 'tenant-team-a', members: 1 });
  const objects = renderDedicatedEtcd(tenant({ store: { kind: 'dedicated', cluster: etcd } }), etcd, context);

  test('is in the namespace of the tenant, without users and Jobs', () => {
    expect(new Set(objects.map((object) => object.metadata.namespace))).toEqual(new Set(['tenant-team-a']));
    expect(objects.map((object) => object.kind)).toEqual([
      'NetworkPolicy',
      'ServiceAccount',
      'Service',
      'Service',
      'StatefulSet',
    ]);
  });

  test('serves the API servers of that tenant only', () => {
    expect(find(objects, 'NetworkPolicy')['spec']).toMatchObject({
      ingress: [
        {
          from: [
            {
              podSelector: {
                matchLabels: { 'app.kubernetes.io/name': 'kube-apiserver', 'app.kubernetes.io/instance': 'team-a' },
              },
            },
          ],
        },
        {},
      ],
    });
  });
});
