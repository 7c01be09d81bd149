import { ColonnadeError } from '../../../../../lib/findings';
import { etcdCluster, store, tenant } from '../fixtures';
import { VERSIONS, render } from './support';

const flags = (...of: Parameters<typeof render>) => render(...of).flags('kube-apiserver');

describe('arguments of the API server', () => {
  test.each(VERSIONS)('are the safe ones in %s', (version) => {
    expect(flags({ version })).toMatchObject({
      'allow-privileged': 'true',
      'authorization-mode': 'Node,RBAC',
      'enable-admission-plugins': 'NodeRestriction',
      'enable-bootstrap-token-auth': 'true',
      profiling: 'false',
      'tls-min-version': 'VersionTLS12',
      'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
      'service-account-jwks-uri': 'https://kubernetes.default.svc.cluster.local/openid/v1/jwks',
    });
  });

  test('leave anonymous access to the authentication configuration, beside which the flag is refused', () => {
    expect(flags()).not.toHaveProperty('anonymous-auth');
    expect(flags()['authentication-config']).toBe('/etc/kubernetes/config/authentication.yaml');
  });

  test('leave API priority and fairness on', () => {
    expect(flags()).not.toHaveProperty('enable-priority-and-fairness');
  });

  test('offer no cipher suite for TLS 1.2 without forward secrecy and authentication', () => {
    const suites = flags()['tls-cipher-suites']?.split(',') ?? [];
    expect(suites.length).toBeGreaterThan(3);
    expect(suites.filter((suite) => !/^TLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM|CHACHA20)/.test(suite))).toEqual(
      [],
    );
  });

  test('add the admission plugins that were asked for and take those away that were not wanted', () => {
    const admission = { enable: ['AlwaysPullImages', 'NodeRestriction'], disable: ['DefaultIngressClass'] };
    expect(flags({ admission })).toMatchObject({
      'enable-admission-plugins': 'NodeRestriction,AlwaysPullImages',
      'disable-admission-plugins': 'DefaultIngressClass',
    });
    expect(flags()).not.toHaveProperty('disable-admission-plugins');
  });

  test.each([true, false])('dial webhooks at their pods, with a tunnel (%s) and without', (enabled) => {
    const konnectivity = { ...tenant().konnectivity, enabled };
    expect(flags({ konnectivity })['enable-aggregator-routing']).toBe('true');
  });

  test('dial webhooks at their Services where that is asked for', () => {
    const extraArgs = { ...tenant().extraArgs, apiServer: { 'enable-aggregator-routing': 'false' } };
    expect(flags({ extraArgs })['enable-aggregator-routing']).toBe('false');
  });

  test('close connections now and then with several API servers, never with a single one', () => {
    expect(flags({ replicas: 2 })['goaway-chance']).toBe('0.001');
    expect(flags({ replicas: 1 })).not.toHaveProperty('goaway-chance');
  });

  test('grow the limit of requests in flight with the size class', () => {
    const limits = (['small', 'medium', 'large'] as const).map((size) =>
      Number(flags({ size })['max-requests-inflight']),
    );
    expect(limits).toEqual([200, 400, 1500]);
  });

  test('keep serving for a while after the order to stop, and then answer with 429', () => {
    expect(flags()).toMatchObject({ 'shutdown-delay-duration': '10s', 'shutdown-send-retry-after': 'true' });
  });

  test('name both families of a dual-stack tenant', () => {
    const network = { ...tenant().network, serviceCidrs: ['10.96.0.0/16', 'fd00:96::/112'] };
    expect(flags({ network })['service-cluster-ip-range']).toBe('10.96.0.0/16,fd00:96::/112');
  });

  test('write feature gates in the order of their names', () => {
    expect(flags({ featureGates: { B: false, A: true } })['feature-gates']).toBe('A=true,B=false');
    expect(flags()).not.toHaveProperty('feature-gates');
  });
});

describe('etcd', () => {
  test('in a shared store is used below the prefix of the tenant and not compacted by API servers', () => {
    expect(flags()).toMatchObject({
      'etcd-servers': 'https://etcd.etcd-shared.svc.cluster.local:2379',
      'etcd-prefix': '/tenants/team-a',
      'etcd-compaction-interval': '0',
      'etcd-cafile': '/etc/kubernetes/pki/etcd/ca.crt',
      'etcd-certfile': '/etc/kubernetes/pki/apiserver-etcd-client.crt',
    });
  });

  test('of a store that exists already is reached where it says', () => {
    const stores = [
      store({ origin: 'external', cluster: null, endpoints: ['https://10.9.0.1:2379', 'https://10.9.0.2:2379'] }),
    ];
    expect(flags({}, { stores })['etcd-servers']).toBe('https://10.9.0.1:2379,https://10.9.0.2:2379');
  });

  test('of its own is used as a whole and compacted by API servers as usual', () => {
    const own = flags({ store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } });
    expect(own['etcd-servers']).toBe('https://etcd.tenant-team-a.svc.cluster.local:2379');
    expect(own).not.toHaveProperty('etcd-prefix');
    expect(own).not.toHaveProperty('etcd-compaction-interval');
  });

  test('in a store that does not exist is refused with a code', () => {
    let caught: unknown;
    try {
      flags({}, { stores: [] });
    } catch (error) {
      caught = error;
    }
    expect(ColonnadeError.is(caught)).toBe(true);
    expect(caught).toMatchObject({ findings: [{ code: 'CLN1400', path: 'acme/eu-1/team-a', property: 'store' }] });
  });
});

describe('audit', () => {
  const { audit } = tenant();

  test('goes to the log of the container', () => {
    expect(flags()).toMatchObject({
      'audit-log-path': '-',
      'audit-policy-file': '/etc/kubernetes/config/audit-policy.yaml',
    });
    expect(flags()).not.toHaveProperty('audit-log-maxsize');
  });

  test('goes to rotated files in a volume that has room for them', () => {
    const rendered = render({ audit: { ...audit, sink: 'file', maxBackups: 4, maxSizeMegabytes: 100 } });
    expect(rendered.flags('kube-apiserver')).toMatchObject({
      'audit-log-path': '/var/log/kubernetes/audit.log',
      'audit-log-maxage': '7',
      'audit-log-maxbackup': '4',
      'audit-log-maxsize': '100',
    });
    expect(rendered.pod('kube-apiserver').volumes).toContainEqual({
      name: 'audit-logs',
      emptyDir: { sizeLimit: '600Mi' },
    });
    expect(rendered.container('kube-apiserver').volumeMounts).toContainEqual({
      name: 'audit-logs',
      mountPath: '/var/log/kubernetes',
    });
  });

  test('is absent when it is switched off', () => {
    const rendered = render({ audit: { ...audit, enabled: false } });
    expect(Object.keys(rendered.flags('kube-apiserver')).filter((flag) => flag.startsWith('audit-'))).toEqual([]);
    expect(rendered.document('kube-apiserver-config', 'audit-policy.yaml')).toBeUndefined();
  });
});

describe('encryption at rest', () => {
  test('reads the Secret made in the cluster, and reads it again when it changes', () => {
    const rendered = render();
    expect(rendered.flags('kube-apiserver')).toMatchObject({
      'encryption-provider-config': '/etc/kubernetes/encryption/encryption-config.yaml',
      'encryption-provider-config-automatic-reload': 'true',
    });
    expect(JSON.stringify(rendered.pod('kube-apiserver').volumes)).toContain('"name":"encryption-config"');
  });

  test('waits for no Secret when there is no encryption', () => {
    const rendered = render({ encryption: { provider: 'identity', resources: [] } });
    expect(rendered.flags('kube-apiserver')).not.toHaveProperty('encryption-provider-config');
    expect(JSON.stringify(rendered.objects)).not.toContain('encryption-config');
  });
});
