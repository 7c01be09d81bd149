import fc from 'fast-check';
import {
  hashedName,
  imageFor,
  jobObject,
  labelsFor,
  metadataFor,
  namespaceObject,
  podSpecBase,
  resourcesFor,
  selectorFor,
  tenantOwner,
} from '../../../../../lib/engines/native/objects';
import { etcdCluster, managementCluster, tenant } from '../fixtures';
import { SEED } from '../../../../support/fleets/seed';

const images = { registry: 'registry.k8s.io', digests: {}, pullSecrets: [] };
const scheduling = etcdCluster().scheduling;

describe('labels', () => {
  const owner = tenantOwner(
    tenant({ labels: { team: 'a', 'app.kubernetes.io/name': 'mine', 'colonnade.dev/tenant': 'mine' } }),
    managementCluster({ labels: { team: 'platform', region: 'eu' } }),
  );

  test("the user's labels are on every object, those of the tenant before those of its cluster", () => {
    expect(metadataFor(owner, 'x', 'kube-apiserver').labels).toMatchObject({ team: 'a', region: 'eu' });
  });

  test("the user's labels never displace what is selected by", () => {
    expect(labelsFor(owner, 'kube-apiserver')).toMatchObject(selectorFor(owner, 'kube-apiserver'));
    expect(labelsFor(owner, 'kube-apiserver')).toMatchObject({ 'colonnade.dev/tenant': 'team-a' });
  });

  test('selectors hold nothing that the user chooses, besides the name of the tenant', () => {
    expect(selectorFor(owner, 'kube-apiserver')).toEqual({
      'app.kubernetes.io/name': 'kube-apiserver',
      'app.kubernetes.io/instance': 'team-a',
    });
  });

  test('protection is a label of what asks for it, while the tenant is protected', () => {
    const off = tenantOwner(tenant({ deletionProtection: 'disabled' }), managementCluster());
    const key = 'colonnade.dev/deletion-protection';
    expect(metadataFor(owner, 'x', 'c', { protect: true }).labels?.[key]).toBe('enabled');
    expect(metadataFor(owner, 'x', 'c').labels).not.toHaveProperty([key]);
    expect(metadataFor(off, 'x', 'c', { protect: true }).labels).not.toHaveProperty([key]);
    expect(namespaceObject(owner).metadata.labels?.[key]).toBe('enabled');
  });

  test('a namespace enforces Pod Security restricted', () => {
    expect(namespaceObject(owner).metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(namespaceObject(owner).metadata).not.toHaveProperty('namespace');
  });
});

describe('images', () => {
  test.each([
    [images, 'kube-apiserver', 'v1.36.3', 'registry.k8s.io/kube-apiserver:v1.36.3'],
    [images, 'proxy-server', 'v0.36.0', 'registry.k8s.io/kas-network-proxy/proxy-server:v0.36.0'],
    [images, 'coredns', 'v1.14.7', 'registry.k8s.io/coredns/coredns:v1.14.7'],
    [{ ...images, registry: 'mirror.example:5000/k8s/' }, 'etcd', 'v3.6.16', 'mirror.example:5000/k8s/etcd:v3.6.16'],
    [{ ...images, digests: { etcd: 'sha256:ab' } }, 'etcd', 'v3.6.16', 'registry.k8s.io/etcd:v3.6.16@sha256:ab'],
  ] as const)('%j %s %s is %s', (model, component, tag, expected) => {
    expect(imageFor(model, component, tag)).toBe(expected);
  });
});

describe('pods', () => {
  const base = { scheduling, images, priorityClassName: 'default-class' };

  test('have no privileges, no token and no list of services in their environment', () => {
    expect(podSpecBase(base)).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: 'default-class',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
  });

  test('are spread over zones and hosts', () => {
    const spread = (mode: 'required' | 'preferred', zones: string[]) =>
      podSpecBase({
        ...base,
        scheduling: { ...scheduling, spread: mode, zones },
        spreadOver: { a: 'b' },
      }).topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable }) => [topologyKey, whenUnsatisfiable]);
    expect(spread('required', ['a'])).toEqual([
      ['topology.kubernetes.io/zone', 'DoNotSchedule'],
      ['kubernetes.io/hostname', 'DoNotSchedule'],
    ]);
    expect(spread('preferred', [])).toEqual([['kubernetes.io/hostname', 'ScheduleAnyway']]);
  });

  test('stay in the zones that are named', () => {
    const affinity = (spread: 'required' | 'preferred') =>
      Object.keys(podSpecBase({ ...base, scheduling: { ...scheduling, spread } }).affinity?.nodeAffinity ?? {});
    expect(affinity('required')).toEqual(['requiredDuringSchedulingIgnoredDuringExecution']);
    expect(affinity('preferred')).toEqual(['preferredDuringSchedulingIgnoredDuringExecution']);
    expect(podSpecBase({ ...base, scheduling: { ...scheduling, zones: [] } })).not.toHaveProperty('affinity');
  });

  test('take what the model says about nodes, priority and pull secrets', () => {
    expect(
      podSpecBase({
        ...base,
        images: { ...images, pullSecrets: ['regcred'] },
        scheduling: {
          ...scheduling,
          nodeSelector: { pool: 'etcd' },
          tolerations: [{ key: 'etcd', operator: 'Exists' }],
          priorityClassName: 'mine',
        },
      }),
    ).toMatchObject({
      imagePullSecrets: [{ name: 'regcred' }],
      nodeSelector: { pool: 'etcd' },
      tolerations: [{ key: 'etcd', operator: 'Exists' }],
      priorityClassName: 'mine',
    });
  });

  test('resources that the model leaves open are left out', () => {
    const none = { cpu: null, memory: null };
    expect(resourcesFor({ requests: none, limits: none })).toEqual({});
    expect(resourcesFor({ requests: { cpu: '1', memory: null }, limits: none })).toEqual({ requests: { cpu: '1' } });
  });
});

describe('names with a hash', () => {
  test('change with the template and with nothing else', () => {
    expect(hashedName('a', { x: 1 })).toBe(hashedName('a', { x: 1 }));
    expect(hashedName('a', { x: 1 })).not.toBe(hashedName('a', { x: 2 }));
  });

  test('fit into a label, whatever the prefix', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][-a-z0-9]{0,90}$/), (prefix) => {
        expect(hashedName(prefix, {})).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      }),
      { seed: SEED },
    );
  });

  test('a Job is named after its pods and stays when it is done', () => {
    const owner = tenantOwner(tenant(), managementCluster());
    const job = (image: string) =>
      jobObject(owner, { prefix: 'do', component: 'do', podSpec: { containers: [{ name: 'x', image }] } });
    expect(job('a').metadata.name).not.toBe(job('b').metadata.name);
    expect(job('a')['spec']).not.toHaveProperty('ttlSecondsAfterFinished');
  });
});
