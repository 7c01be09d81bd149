import type { CronJobSpec } from 'kubernetes-types/batch/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import { native } from '../../../../../lib/engines/native';
import { scheduleOf } from '../../../../../lib/engines/native/join/credential-job';
import { makerName, mintedPools } from '../../../../../lib/engines/native/join/identities';
import { nativeTenantInventory } from '../../../../../lib/engines/native/pki';
import type { KubernetesObject } from '../../../../../lib/kubernetes';
import type { TenantModel } from '../../../../../lib/model';
import { joinName, singleUseTokenId } from '../../../../../lib/workers';
import { aPool, aTenant } from '../../../../support/workers';
import { find, get } from '../bootstrap/helpers';
import { managementCluster } from '../fixtures';
import { STORES, joinPools, mintedPool, singleUsePool, store } from './pools';

const tenantWith = (...workerPools: TenantModel['workerPools']): TenantModel => aTenant({ workerPools });
const render = (...pools: TenantModel['workerPools']): readonly KubernetesObject[] =>
  native().renderTenant(tenantWith(...pools), { cluster: managementCluster() });
const namesOf = (objects: readonly KubernetesObject[], kind: string): readonly string[] =>
  objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);

const podOf = (cronJob: KubernetesObject) => {
  const spec = (cronJob['spec'] as CronJobSpec).jobTemplate.spec?.template.spec;
  if (spec === undefined) throw new Error('a CronJob has a pod');
  return spec;
};

describe('a tenant', () => {
  test('without pools has nothing of all this', () => {
    const objects = render();
    const names = JSON.stringify(objects.map(({ metadata }) => metadata.name));
    expect(names).not.toMatch(/join|token-maker|approver|worker-pools/);
    expect(JSON.stringify(objects)).not.toContain('kubelet-certificate-authority');
  });

  test.each([
    ['person', aPool(), []],
    ['cluster-api', aPool({ join: { ...aPool().join, delivery: { kind: 'cluster-api' } } }), []],
    ['secret', mintedPool(), ['join-general']],
    ['single-use', singleUsePool(), ['used-join-tokens']],
  ])('whose pool is delivered by %s has these CronJobs more', (_, pool, names) => {
    const more = namesOf(render(pool), 'CronJob').filter((name) => !namesOf(render(), 'CronJob').includes(name));
    expect(more).toEqual(names);
  });

  test('holds no token and no kind of Secret among its manifests', () => {
    const objects = render(...joinPools());
    expect(namesOf(objects, 'Secret')).toEqual([]);
    expect(JSON.stringify(objects)).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/);
  });

  test('publishes which pools it has, and nothing secret of them', () => {
    const data = get(render(mintedPool(), singleUsePool()), 'ConfigMap', 'worker-pools')['data'] as Record<
      string,
      string
    >;
    expect(Object.fromEntries(Object.entries(data).map(([name, text]) => [name, JSON.parse(text) as unknown]))).toEqual(
      {
        general: {
          group: 'system:bootstrappers:colonnade:general',
          tokenMinutes: 60,
          delivery: 'secret',
          signing: false,
          hosts: [],
        },
        metal: {
          group: 'system:bootstrappers:colonnade:metal',
          tokenMinutes: 60,
          delivery: 'single-use',
          signing: false,
          hosts: ['metal-1', 'metal-2'],
        },
      },
    );
  });
});

describe('what makes tokens', () => {
  test('has a user of its own for each pool, signed by the CA of the tenant', () => {
    const { entries } = nativeTenantInventory(tenantWith(...joinPools()), managementCluster());
    const makers = entries.filter(({ name }) => name.startsWith('token-maker-'));
    expect(makers.map(({ commonName, organizations }) => [commonName, organizations])).toEqual(
      ['general', ...STORES].map((name) => [`colonnade:join:${name}`, []]),
    );
    expect(new Set(makers.map(({ issuer }) => JSON.stringify(issuer)))).toEqual(
      new Set([JSON.stringify({ kind: 'ca', name: 'ca' })]),
    );
  });

  test('may write its Secret and look at its CronJob, by their names', () => {
    expect(get(render(mintedPool()), 'Role', 'join-general')['rules']).toEqual([
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['join-general'], verbs: ['create', 'patch'] },
      { apiGroups: ['batch'], resources: ['cronjobs'], resourceNames: ['join-general'], verbs: ['get'] },
    ]);
  });

  test('runs once at the start as it runs later', () => {
    const objects = render(mintedPool());
    const job = get(objects, 'Job', 'join-general')['spec'] as { template: { spec: unknown } };
    expect(job.template.spec).toEqual(podOf(get(objects, 'CronJob', 'join-general')));
  });

  test.each(STORES)('for %s shows the cloud tools neither its certificate nor its service account', (kind) => {
    const objects = render(mintedPool(store(kind)));
    const pod = podOf(get(objects, 'CronJob', 'join-general'));
    expect(pod.automountServiceAccountToken).toBe(false);
    const mounts = (name: string) =>
      [...(pod.initContainers ?? []), ...pod.containers].find((container) => container.name === name)?.volumeMounts;
    expect(mounts('store')?.map((mount) => [mount.name, mount.readOnly ?? false])).toEqual([
      ['tmp', false],
      ['handover', true],
    ]);
    expect(mounts('join-general')?.map((mount) => mount.name)).toEqual([
      ...['tmp', 'credentials', 'service-account', 'handover'],
    ]);
    expect(pod.volumes?.find(({ name }) => name === 'handover')?.emptyDir).toEqual({
      medium: 'Memory',
      sizeLimit: '1Mi',
    });
    expect(get(objects, 'ServiceAccount', 'join-general').metadata.annotations).toEqual({
      'example.com/identity': 'writer',
    });
  });

  test('has no annotations at all where its identity needs none', () => {
    const plain = { ...store('aws-secrets-manager'), serviceAccountAnnotations: {} };
    expect(get(render(mintedPool(plain)), 'ServiceAccount', 'join-general').metadata).not.toHaveProperty('annotations');
  });

  test("finds Azure's vault by its name and is found by Azure's webhook", () => {
    const cronJob = get(render(mintedPool(store('azure-key-vault'))), 'CronJob', 'join-general');
    expect(podOf(cronJob).containers[0]?.env).toContainEqual({ name: 'LOCATION', value: 'my-vault' });
    const { metadata } = (cronJob['spec'] as CronJobSpec).jobTemplate.spec?.template ?? {};
    expect(metadata?.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
  });

  test.each([
    [1, 60],
    [7, 9],
    [20, 3],
    [25, 3],
    [30, 2],
    [59, 2],
  ])('every %d minutes runs %d times an hour, never further apart', (everyMinutes, times) => {
    const pool = mintedPool();
    const [minted] = mintedPools(
      tenantWith({ ...pool, join: { ...pool.join, delivery: { kind: 'secret', everyMinutes, store: null } } }),
    );
    if (minted === undefined) throw new Error('the pool is minted');
    const minutes = (scheduleOf(minted).split(' ')[0] ?? '').split(',').map(Number);
    expect(minutes).toHaveLength(times);
    const gaps = minutes.map((minute, index) => (minutes[index + 1] ?? (minutes[0] ?? 0) + 60) - minute);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(everyMinutes);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...minutes)).toBeLessThan(60);
  });

  test('has names that every object can have, however long that of the pool is', () => {
    const names = ['a'.repeat(63), `${'a'.repeat(62)}b`].map((name) => aPool({ name }));
    for (const pool of names) {
      // CronJobs: 52 characters; common names: 64.
      expect(joinName(pool).length).toBeLessThanOrEqual(52);
      expect(makerName(pool).length).toBeLessThanOrEqual(63);
    }
    expect(new Set(names.map(joinName)).size).toBe(2);
    expect(joinName(aPool())).toBe('join-general');
  });
});

describe('single-use tokens', () => {
  test('have ids that differ from machine to machine and from pool to pool', () => {
    const ids = ['a', 'b'].flatMap((pool) =>
      Array.from({ length: 500 }, (_, index) => singleUseTokenId(pool, `host-${index}`)),
    );
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{6}$/);
    expect(singleUseTokenId('a', 'host-1')).toBe(singleUseTokenId('a', 'host-1'));
  });
});

describe('serving certificates of kubelets', () => {
  const without = aPool({ name: 'self-signed', path: 'x', node: { kubelet: { serverCertificates: false } } });
  const argumentsOf = (objects: readonly KubernetesObject[]) =>
    JSON.stringify(get(objects, 'Deployment', 'kube-apiserver'));
  const kubeletConfig = (objects: readonly KubernetesObject[]) =>
    (get(objects, 'ConfigMap', 'bootstrap-manifests')['data'] as Record<string, string>)['20-kubeadm.yaml'];

  test('are approved and checked where all pools want them', () => {
    const objects = render(aPool());
    expect(find(objects, 'Deployment', 'kubelet-serving-approver')).toBeDefined();
    expect(argumentsOf(objects)).toContain('--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt');
    expect(kubeletConfig(objects)).toContain('serverTLSBootstrap: true');
  });

  test('are approved but not checked where some pools want them', () => {
    const objects = render(aPool(), without);
    expect(find(objects, 'Deployment', 'kubelet-serving-approver')).toBeDefined();
    expect(argumentsOf(objects)).not.toContain('kubelet-certificate-authority');
    expect(kubeletConfig(objects)).not.toContain('serverTLSBootstrap');
  });

  test('are neither where no pool wants them', () => {
    const objects = render(without);
    expect(find(objects, 'Deployment', 'kubelet-serving-approver')).toBeUndefined();
    expect(argumentsOf(objects)).not.toContain('kubelet-certificate-authority');
  });

  test('need not be checked: an extra argument turns it off', () => {
    const extraArgs = { apiServer: { 'kubelet-certificate-authority': '' }, controllerManager: {}, scheduler: {} };
    const tenant = { ...tenantWith(aPool()), extraArgs };
    const objects = native().renderTenant(tenant, { cluster: managementCluster() });
    expect(argumentsOf(objects)).toContain('"--kubelet-certificate-authority="');
  });

  test('are approved by a pod that sees the certificate of the API servers without its key, and no other identity', () => {
    const deployment = get(render(aPool()), 'Deployment', 'kubelet-serving-approver');
    const pod = (deployment['spec'] as { template: { spec: ReturnType<typeof podOf> } }).template.spec;
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.volumes?.find(({ name }) => name === 'api-server')?.secret?.items).toEqual([
      { key: 'tls.crt', path: 'tls.crt' },
    ]);
    expect(pod.restartPolicy).toBe('Always');
  });
});

describe('flows', () => {
  const policyOf = (objects: readonly KubernetesObject[], name: string) =>
    get(objects, 'NetworkPolicy', name)['spec'] as NetworkPolicySpec;

  test('of every pod for joining are named', () => {
    const objects = render(...joinPools());
    const join = policyOf(objects, 'join-credential');
    expect(join.podSelector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'join-credential', 'app.kubernetes.io/instance': 'team-a' },
    });
    for (const name of ['join-general', 'used-join-tokens']) {
      const template = (get(objects, 'CronJob', name)['spec'] as CronJobSpec).jobTemplate.spec?.template;
      expect(template?.metadata?.labels).toMatchObject(join.podSelector?.matchLabels ?? {});
    }
    expect(policyOf(objects, 'kubelet-serving-approver').egress).toHaveLength(2);
  });

  test('to the cloud are those of pods that write to a store, and lead into no pod of the management cluster', () => {
    const objects = render(...joinPools());
    for (const kind of STORES) {
      const { podSelector, egress } = policyOf(objects, `join-store-${kind}`);
      expect(podSelector?.matchLabels).toMatchObject({ 'colonnade.dev/join-store': kind });
      expect(JSON.stringify(egress?.[0])).toContain('10.0.0.0/16');
    }
    expect(namesOf(render(mintedPool()), 'NetworkPolicy').filter((name) => name.startsWith('join-store'))).toEqual([]);
  });
});
