import { build as example } from '../../../examples/k0smotron/fleet';
import { runChecks } from '../../../lib/checks';
import { refusedChanges } from '../../../lib/engines';
import { k0smotron } from '../../../lib/engines/k0smotron';
import type { K0smotronOptions } from '../../../lib/engines/k0smotron';
import { K0SMOTRON_RULES } from '../../../lib/engines/k0smotron/rules';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { LocalControlPlane } from '../../../lib/testing';
import { describeCrds } from '../../support/describe-crds';
import { renderProgram } from '../../support/fleets/render';
import { install } from '../../support/module-crds';
import { until } from '../../support/until';
import { managementCluster } from '../../unit/engines/native/fixtures';
import { k0sTenant } from '../../unit/engines/k0smotron/rendered';
import { aK0sPool } from '../../unit/workers/k0s/pools';

jest.setTimeout(20 * 60_000);

const KINDS = ['clusters.k0smotron.io', 'jointokenrequests.k0smotron.io'];

/** Every option of the engine is in one of these. */
const OPTIONS: readonly K0smotronOptions[] = [
  {},
  {
    release: 2,
    image: 'registry.example.org/k0s',
    storage: { kind: 'etcd', image: 'quay.io/k0sproject/etcd:v3.7.1', autoDeleteVolumes: true },
    defragmentation: { schedule: '0 3 * * *', rule: 'dbQuotaUsage > 0.5', image: 'example.org/defrag:1' },
    persistence: { kind: 'pvc', size: '1Gi', storageClass: 'fast', autoDeleteVolumes: true },
    ingress: {
      apiHost: 'api.example.org',
      konnectivityHost: 'tunnel.example.org',
      port: 443,
      className: 'haproxy',
      deploy: true,
      annotations: { a: 'b' },
    },
    monitoring: { prometheusImage: 'example.org/prometheus:1', proxyImage: 'example.org/nginx:1' },
    certificates: [{ type: 'ca', name: 'own-ca' }],
    serviceAccount: 'k0s',
    networkProvider: 'calico',
    telemetry: true,
    controlPlaneFlags: ['--debug'],
    config: { network: { calico: { mode: 'bird' } } },
    manifests: [{ name: 'cni', configMap: { name: 'cni' } }],
    mounts: [{ path: '/etc/own', readOnly: true, secret: { secretName: 'own' } }],
    kubeconfigAnnotations: { a: 'b' },
    patches: [{ target: { kind: 'Service', component: 'etcd' }, type: 'json', content: [{ op: 'test', path: '/x' }] }],
  },
  { storage: { kind: 'kine', secretName: 'db' }, persistence: { kind: 'hostPath', path: '/var/lib/x' } },
  { storage: { kind: 'nats', size: '2Gi', storageClass: 'fast' }, defragmentation: false },
  { remoteHost: { secretName: 'hosting', namespace: 'k0smotron', key: 'kubeconfig' } },
];

describeCrds('objects for k0smotron', 'k0smotron', KINDS, (definitions) => {
  let server: LocalControlPlane;
  const namespaces = new Map<string, Promise<unknown>>();
  beforeAll(async () => {
    server = await LocalControlPlane.start({ version: '1.36.3' });
    await install(server, definitions);
  });
  afterAll(() => server.stop());

  /** What the server says against an object: server-side apply, strict about fields. */
  async function refusal(object: KubernetesObject, dryRun = true): Promise<string | undefined> {
    const { namespace, name } = object.metadata;
    if (namespace !== undefined) await namespaceOf(namespace);
    const query = `fieldManager=contract&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    const path = `${pathOf(object)}/${name}?${query}`;
    const { status, body } = await server.request('PATCH', path, object, {
      contentType: 'application/apply-patch+yaml',
    });
    return status < 300 ? undefined : `${object.kind} ${name}: ${String(status)} ${messageOf(body)}`;
  }

  function namespaceOf(name: string): Promise<unknown> {
    const known = namespaces.get(name);
    if (known !== undefined) return known;
    const made = server.request('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    namespaces.set(name, made);
    return made;
  }

  async function refusals(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
    const answers = await Promise.all(objects.map((object) => refusal(object)));
    return answers.filter((answer) => answer !== undefined);
  }

  test.each(OPTIONS.map((options) => [Object.keys(options).join(', ') || 'no options', options] as const))(
    'are accepted strictly with %s',
    async (_title, options) => {
      const tenant = k0sTenant(options, { workerPools: [aK0sPool()] });
      const objects = k0smotron(options).renderTenant(tenant, { cluster: managementCluster() });
      expect(await refusals(objects)).toEqual([]);
    },
  );

  test('would be refused with a field of v1beta1', async () => {
    const objects = k0smotron().renderTenant(k0sTenant(), { cluster: managementCluster() });
    const cluster = objects.find(({ kind }) => kind === 'Cluster');
    if (cluster === undefined) throw new Error('a tenant has a Cluster');
    const spec = { ...(cluster['spec'] as object), kineDataSourceURL: 'postgres://x' };
    expect(await refusals([{ ...cluster, spec }])).toEqual([expect.stringContaining('kineDataSourceURL')]);
  });

  describeCrds('the example', 'prometheus-operator', ['prometheusrules.monitoring.coreos.com'], (rules) => {
    beforeAll(() => install(server, rules));

    test('is accepted strictly, and refused by no rule', async () => {
      const { model, clusters } = renderProgram(example);
      expect(runChecks(model, { rules: K0SMOTRON_RULES }).findings).toMatchObject([]);
      const objects = clusters.flatMap((cluster) => cluster.objects);
      expect(objects.filter(({ kind }) => kind === 'Cluster')).toHaveLength(3);
      expect(objects.filter(({ kind }) => kind === 'PrometheusRule')).toHaveLength(2);
      expect(await refusals(objects)).toEqual([]);
    });
  });

  describe('the admission policy for Clusters', () => {
    const cluster = {
      apiVersion: 'k0smotron.io/v1beta2',
      kind: 'Cluster',
      metadata: { name: 'guarded', namespace: 'guarded', labels: { 'colonnade.dev/tenant': 'guarded' } },
      spec: { version: 'v1.35.4-k0s.0', replicas: 1, storage: { type: 'nats' } },
    };
    const changed = (spec: object, labels: object = {}) => ({
      ...cluster,
      metadata: { ...cluster.metadata, labels: { ...cluster.metadata.labels, ...labels } },
      spec: { ...cluster.spec, ...spec },
    });
    const path = '/apis/k0smotron.io/v1beta2/namespaces/guarded/clusters/guarded?dryRun=All';

    beforeAll(async () => {
      const objects = k0smotron().renderCluster(managementCluster());
      for (const object of objects) expect(await refusal(object, false)).toBeUndefined();
      await server.request('POST', '/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'guarded', labels: { 'colonnade.dev/deletion-protection': 'enabled' } },
      });
      namespaces.set('guarded', Promise.resolve());
      expect(await refusal(cluster, false)).toBeUndefined();
      // A policy takes effect a moment after it is stored.
      await until('the policy takes effect', async () => (await server.request('DELETE', path)).status === 422);
    });

    test.each([
      ['another kind of storage', changed({ storage: { type: 'etcd' } }), 'cannot be changed', ['/spec/storage/type']],
      ['another label', changed({}, { team: 'b' }), 'immutable selectors', ['/metadata/labels']],
      ['a skipped minor', changed({ version: 'v1.37.0-k0s.0' }), 'one minor at a time', []],
      ['an older minor', changed({ version: 'v1.34.1-k0s.0' }), 'one minor at a time', []],
      ['other replicas with NATS', changed({ replicas: 3 }), 'frozen', ['/spec/replicas']],
    ])('refuses %s, and the engine knows of fields that never change', async (_what, object, message, pointers) => {
      expect(await refusal(object)).toContain(message);
      const { immutable } = k0smotron();
      expect(refusedChanges(cluster, object, immutable).map(({ pointer }) => pointer)).toEqual(pointers);
      // Each of them is in a line of this table.
      expect(immutable).toHaveLength(3);
    });

    test('refuses a Cluster without a version, and the deletion of a protected one', async () => {
      const { version, ...spec } = cluster.spec;
      expect(version).toBeDefined();
      const other = { ...cluster, metadata: { ...cluster.metadata, name: 'other' }, spec };
      expect(await refusal(other)).toContain('without spec.version');
      expect(messageOf((await server.request('DELETE', path)).body)).toContain('protected');
    });

    test('takes the next minor, a patch, and what controllers write', async () => {
      expect(await refusal(changed({ version: 'v1.36.3-k0s.0' }))).toBeUndefined();
      expect(await refusal(changed({ version: 'v1.35.4-k0s.1', externalAddress: '203.0.113.9' }))).toBeUndefined();
    });
  });
});

const PLURALS: Readonly<Record<string, string>> = {
  NetworkPolicy: 'networkpolicies',
  PriorityClass: 'priorityclasses',
};

function pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`.replace(/policys$/, 'policies');
  return metadata.namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${metadata.namespace}/${plural}`;
}

function messageOf(body: unknown): string {
  const message: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : body;
  return typeof message === 'string' ? message : JSON.stringify(body);
}
