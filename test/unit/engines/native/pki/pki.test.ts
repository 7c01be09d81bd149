import type { KubernetesObject } from '../../../../../lib/kubernetes';
import { native } from '../../../../../lib/engines/native';
import { nativeTenantInventory, renderStorePki, renderTenantPki } from '../../../../../lib/engines/native/pki';
import { etcdCluster, managementCluster, store, tenant } from '../fixtures';

const context = { cluster: managementCluster() };
const dedicated = tenant({
  store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a', members: 1 }) },
});
const named = (objects: readonly KubernetesObject[], kind: string) =>
  objects.filter((object) => object.kind === kind).map((object) => object.metadata.name);
const spec = (objects: readonly KubernetesObject[], name: string) =>
  objects.find((object) => object.kind === 'Certificate' && object.metadata.name === name)?.['spec'];
const PROTECTED = { 'colonnade.dev/deletion-protection': 'enabled' };

describe('certificates of a tenant', () => {
  const objects = renderTenantPki(tenant(), context);

  test('there is one Certificate for each entry of the inventory, and an Issuer for each CA', () => {
    const inventory = nativeTenantInventory(tenant(), context.cluster);
    expect(named(objects, 'Certificate')).toEqual(inventory.entries.map((entry) => entry.name));
    expect(named(objects, 'Issuer')).toEqual(['ca', 'front-proxy-ca']);
    expect(named(renderTenantPki(dedicated, context), 'Issuer')).toEqual([
      'ca',
      'front-proxy-ca',
      'etcd-ca',
      'etcd-peer-ca',
    ]);
  });

  test('every one names its usages, a lifetime and PKCS#8, which cert-manager would not choose', () => {
    for (const object of [...objects, ...renderTenantPki(dedicated, context), ...renderStorePki(store(), context)]) {
      if (object.kind !== 'Certificate') continue;
      expect(object['spec']).toMatchObject({
        usages: expect.arrayContaining(['digital signature']) as unknown,
        duration: expect.stringMatching(/^\d+h$/) as unknown,
        renewBefore: expect.stringMatching(/^\d+h$/) as unknown,
        privateKey: { encoding: 'PKCS8', algorithm: 'ECDSA', size: 256 },
        secretName: object.metadata.name,
      });
    }
  });

  test.each(['ca', 'front-proxy-ca', 'service-account'])('the key of %s stays, and its Secret is protected', (name) => {
    expect(spec(objects, name)).toMatchObject({
      issuerRef: { kind: 'ClusterIssuer', name: 'colonnade-self-signed' },
      privateKey: { rotationPolicy: 'Never' },
      secretTemplate: { labels: PROTECTED },
      duration: '87600h',
    });
  });

  test('leaves get a new key with every renewal, and their Secrets may go', () => {
    expect(spec(objects, 'kube-apiserver')).toMatchObject({ privateKey: { rotationPolicy: 'Always' } });
    expect(spec(objects, 'kube-apiserver')).not.toMatchObject({ secretTemplate: { labels: PROTECTED } });
  });

  test('without deletion protection no Secret is protected', () => {
    const free = renderTenantPki(tenant({ deletionProtection: 'disabled' }), context);
    expect(JSON.stringify(free)).not.toContain('deletion-protection');
  });

  test('the client certificate for a shared store comes from its ClusterIssuer, into the namespace of the tenant', () => {
    expect(spec(objects, 'kube-apiserver-etcd-client')).toMatchObject({
      commonName: 'team-a',
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'etcd-shared-ca' },
    });
  });

  test('a name that no certificate can carry stops the rendering', () => {
    const endpoint = { ...tenant().endpoint, extraSans: ['no such name'] };
    expect(() => renderTenantPki(tenant({ endpoint }), context)).toThrow(
      expect.objectContaining({
        findings: expect.arrayContaining([
          expect.objectContaining({ code: 'CLN4050', path: 'acme/eu-1/team-a' }),
        ]) as unknown,
      }) as Error,
    );
  });
});

describe('certificates of a store', () => {
  const objects = renderStorePki(store(), context);

  test('the ClusterIssuer that tenants use is published with a CA in the namespace of cert-manager', () => {
    expect(named(objects, 'ClusterIssuer')).toEqual(['etcd-shared-ca']);
    expect(objects.find((object) => object.metadata.name === 'etcd-shared-ca')?.metadata.namespace).toBe(
      'cert-manager',
    );
    expect(objects.find((object) => object.kind === 'ClusterIssuer')).toMatchObject({
      spec: { ca: { secretName: 'etcd-shared-ca' } },
    });
    expect(named(objects, 'Issuer')).toEqual(['etcd-peer-ca']);
  });

  test('nothing is rendered for a store that exists already', () => {
    expect(renderStorePki(store({ origin: 'external', cluster: null }), context)).toEqual([]);
  });
});

describe('the native engine', () => {
  test('renders the same bytes twice, and no private key', () => {
    const render = () =>
      JSON.stringify([native().renderStore(store(), context), native().renderTenant(tenant(), context)]);
    expect(render()).toBe(render());
    expect(render()).not.toContain('PRIVATE KEY-----');
  });

  test('applies patches last, and refuses one without a target', () => {
    const target = { kind: 'Issuer', name: 'ca', namespace: null };
    const patched = native().renderTenant(
      tenant({ patches: [{ target, operations: null, merge: { metadata: { annotations: { a: 'b' } } } }] }),
      context,
    );
    expect(patched.find((object) => object.kind === 'Issuer')?.metadata.annotations).toEqual({ a: 'b' });
    expect(() =>
      native().renderTenant(
        tenant({ patches: [{ target: { ...target, name: 'x' }, operations: [], merge: null }] }),
        context,
      ),
    ).toThrow(expect.objectContaining({ code: 'CLN5010' }) as Error);
  });

  test('no object is rendered twice', () => {
    for (const objects of [native().renderTenant(tenant(), context), native().renderTenant(dedicated, context)]) {
      const keys = objects.map((o) =>
        [o.apiVersion.split('/')[0], o.kind, o.metadata.namespace, o.metadata.name].join(),
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
