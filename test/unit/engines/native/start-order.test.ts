import type { PodSpec } from 'kubernetes-types/core/v1';
import { native } from '../../../../lib/engines/native';
import type { KubernetesObject } from '../../../../lib/kubernetes';
import type { TenantModel } from '../../../../lib/model';
import { etcdCluster, managementCluster, tenant } from './fixtures';

/** Places of objects in a tenant's file. */
function order(changes: Partial<TenantModel> = {}) {
  const objects = native().renderTenant(tenant(changes), { cluster: managementCluster() });
  const at = (kind: string, name: string | RegExp): number => {
    const matches = ({ metadata }: KubernetesObject): boolean =>
      typeof name === 'string' ? metadata.name === name : name.test(metadata.name);
    const index = objects.findIndex((object) => object.kind === kind && matches(object));
    if (index < 0) throw new Error(`no ${kind} ${String(name)} was rendered`);
    return index;
  };
  return { objects, at };
}

function podSpecOf(object: KubernetesObject | undefined): PodSpec {
  const { template } = object?.['spec'] as { template: { spec: PodSpec } };
  return template.spec;
}

const DEDICATED: TenantModel['store'] = { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) };

test.each([
  ['a shared store', {}],
  ['an etcd of its own', { store: DEDICATED }],
])('with %s, an API server comes after all that its pod mounts', (_, changes) => {
  const { objects, at } = order(changes);
  const apiServer = at('Deployment', 'kube-apiserver');
  const { volumes = [] } = podSpecOf(objects[apiServer]);
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
  expect(sources.length).toBeGreaterThan(8);
  for (const { secret, configMap } of sources) {
    if (configMap !== undefined) expect(at('ConfigMap', configMap.name ?? '')).toBeLessThan(apiServer);
    if (secret?.name === 'encryption-config') expect(at('Job', /^encryption-key-/)).toBeLessThan(apiServer);
    else if (secret !== undefined) expect(at('Certificate', secret.name ?? '')).toBeLessThan(apiServer);
  }
});

test('what takes longest is applied first: CAs, then the user in etcd and the encryption key', () => {
  const { at } = order();
  const slow = [at('Certificate', 'ca'), at('Certificate', 'front-proxy-ca'), at('Job', /^etcd-user-/)];
  for (const index of [...slow, at('Job', /^encryption-key-/)]) {
    expect(index).toBeLessThan(at('Certificate', 'kube-apiserver'));
  }
});

test('no pod of a tenant is applied before the policies and the quota of its namespace', () => {
  for (const { objects, at } of [order(), order({ store: DEDICATED })]) {
    const pods = objects.flatMap(({ kind }, index) =>
      ['Job', 'Deployment', 'StatefulSet'].includes(kind) ? [index] : [],
    );
    expect(at('NetworkPolicy', 'jobs')).toBeLessThan(Math.min(...pods));
    expect(at('ResourceQuota', 'tenant')).toBeLessThan(Math.min(...pods));
  }
});

test('what works only when an API server answers comes behind it, with its certificates', () => {
  const { at } = order();
  const apiServer = at('Deployment', 'kube-apiserver');
  const later = [
    at('Certificate', 'kube-controller-manager'),
    at('Certificate', 'kube-scheduler'),
    at('Certificate', 'admin'),
    at('Certificate', 'super-admin'),
    at('Deployment', 'kube-controller-manager'),
    at('Deployment', 'kube-scheduler'),
    at('Job', /^bootstrap-/),
    at('Job', /^admin-kubeconfig-/),
  ];
  expect(Math.min(...later)).toBeGreaterThan(apiServer);
});

test('Jobs that an API server waits for get more of a busy node than those that wait for it', () => {
  const { objects, at } = order();
  const cpu = (name: RegExp): unknown =>
    podSpecOf(objects[at('Job', name)]).containers[0]?.resources?.requests?.['cpu'];
  expect([cpu(/^encryption-key-/), cpu(/^etcd-user-/)]).toEqual(['100m', '100m']);
  expect([cpu(/^bootstrap-/), cpu(/^admin-kubeconfig-/)]).toEqual(['10m', '10m']);
});
