import type { TenantModel } from '../../../../../lib/model';
import { tenant } from '../fixtures';
import { VERSIONS, render } from './support';

const CONFIG = 'kube-apiserver-config';

describe('authentication configuration', () => {
  test.each(VERSIONS)('is of the newest version that %s knows', (version) => {
    const expected = version === '1.33.13' ? 'v1beta1' : 'v1';
    expect(render({ version }).document(CONFIG, 'authentication.yaml')).toMatchObject({
      apiVersion: `apiserver.config.k8s.io/${expected}`,
      kind: 'AuthenticationConfiguration',
    });
  });

  const anonymousPaths = (anonymous: 'health' | 'clusterInfo') => {
    const document = render({ authentication: { anonymous, jwt: [] } }).document(CONFIG, 'authentication.yaml');
    return (document as { anonymous: { conditions: { path: string }[] } }).anonymous.conditions.map(({ path }) => path);
  };

  test('lets probes in without credentials, and nothing else', () => {
    expect(anonymousPaths('health')).toEqual(['/healthz', '/livez', '/readyz']);
  });

  test('lets joining nodes read cluster-info when that is wanted', () => {
    expect(anonymousPaths('clusterInfo')).toEqual([
      '/healthz',
      '/livez',
      '/readyz',
      '/api/v1/namespaces/kube-public/configmaps/cluster-info',
    ]);
  });

  test('carries the issuers of JWTs as they are', () => {
    const jwt = [
      { issuer: { url: 'https://issuer.example', audiences: ['k8s'] }, claimMappings: { username: { claim: 'sub' } } },
    ];
    expect(
      render({ authentication: { anonymous: 'health', jwt } }).document(CONFIG, 'authentication.yaml'),
    ).toMatchObject({ jwt });
    expect(render().document(CONFIG, 'authentication.yaml')).not.toHaveProperty('jwt');
  });
});

describe('audit policy', () => {
  test('is the model’s', () => {
    const audit = {
      ...tenant().audit,
      rules: [{ level: 'Request', verbs: ['create'] }],
      omitStages: ['RequestReceived'],
    };
    expect(render({ audit }).document(CONFIG, 'audit-policy.yaml')).toEqual({
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      omitStages: ['RequestReceived'],
      rules: [{ level: 'Request', verbs: ['create'] }],
    });
  });

  test('without rules records nothing, where an empty list would keep the API server from starting', () => {
    expect(render({ audit: { ...tenant().audit, rules: [] } }).document(CONFIG, 'audit-policy.yaml')).toMatchObject({
      rules: [{ level: 'None' }],
    });
  });
});

test('admission configuration exempts nobody from Pod Security', () => {
  expect(render().document(CONFIG, 'admission.yaml')).toMatchObject({
    apiVersion: 'apiserver.config.k8s.io/v1',
    plugins: [
      { name: 'PodSecurity', configuration: { exemptions: { usernames: [], runtimeClasses: [], namespaces: [] } } },
    ],
  });
});

describe('kubeconfigs', () => {
  const server = (component: string, ...of: Parameters<typeof render>) => {
    const document = render(...of).document('kubeconfigs', component);
    return (document as { clusters: { cluster: { server: string } }[] }).clusters[0]?.cluster.server;
  };

  test('of controllers lead to the Service by its full name and port', () => {
    const endpoint = { ...tenant().endpoint, port: 443 };
    const network = {
      podCidrs: [],
      serviceCidrs: [],
      nodeCidrs: [],
      clusterDomain: 'mgmt.example',
      apiServerCidrs: [],
    };
    for (const component of ['kube-controller-manager', 'kube-scheduler']) {
      expect(server(component, { endpoint }, { network })).toBe(
        'https://kube-apiserver.tenant-team-a.svc.mgmt.example:443',
      );
    }
  });

  test('of the konnectivity server leads to the API server in its own pod', () => {
    expect(server('konnectivity-server')).toBe('https://127.0.0.1:6443');
  });

  test('refer to mounted files', () => {
    expect(render().document('kubeconfigs', 'kube-scheduler')).toMatchObject({
      clusters: [{ cluster: { 'certificate-authority': '/etc/kubernetes/pki/ca.crt' } }],
      users: [
        {
          user: {
            'client-certificate': '/etc/kubernetes/pki/client.crt',
            'client-key': '/etc/kubernetes/pki/client.key',
          },
        },
      ],
    });
  });
});

describe('konnectivity', () => {
  const off = { konnectivity: { ...tenant().konnectivity, enabled: false } };
  const flags = (...of: Parameters<typeof render>) => render(...of).flags('kube-apiserver', 'konnectivity-server');

  test('is how API servers reach the cluster, over a socket that both containers mount', () => {
    const rendered = render();
    const socket = rendered.flags('kube-apiserver', 'konnectivity-server')['uds-name'];
    expect(rendered.flags('kube-apiserver')['egress-selector-config-file']).toBe(
      '/etc/kubernetes/config/egress-selector.yaml',
    );
    expect(rendered.document(CONFIG, 'egress-selector.yaml')).toMatchObject({
      egressSelections: [
        { name: 'cluster', connection: { proxyProtocol: 'GRPC', transport: { uds: { udsName: socket } } } },
      ],
    });
    for (const container of ['kube-apiserver', 'konnectivity-server']) {
      expect(rendered.container('kube-apiserver', container).volumeMounts).toContainEqual({
        name: 'konnectivity',
        mountPath: '/run/konnectivity',
      });
    }
    expect(rendered.pod('kube-apiserver').volumes).toContainEqual({ name: 'konnectivity', emptyDir: {} });
  });

  test('believes agents by their service-account tokens', () => {
    expect(flags()).toMatchObject({
      'agent-namespace': 'kube-system',
      'agent-service-account': 'konnectivity-agent',
      'authentication-audience': 'system:konnectivity-server',
      kubeconfig: '/etc/kubernetes/kubeconfig',
    });
    expect(flags()).not.toHaveProperty('cluster-ca-cert');
  });

  test('counts its servers by leases, so that another number of replicas does not replace pods', () => {
    expect(flags({ replicas: 2 })).toEqual(flags({ replicas: 5 }));
    expect(flags()).toMatchObject({ 'enable-lease-controller': 'true', 'server-id': '$(POD_NAME)' });
    const template = (replicas: number) => render({ replicas }).deployment('kube-apiserver').template;
    expect(template(2)).toEqual(template(5));
  });

  test('sends what is for a node to the agent of that node, and the rest to any', () => {
    expect(flags()['proxy-strategies']).toBe('destHost,default');
  });

  test('asks about as many tokens at once as a tenant of its size has agents', () => {
    const burst = (size: TenantModel['size']) => Number(flags({ size })['kubeconfig-burst']);
    expect([burst('small'), burst('medium'), burst('large')]).toEqual([40, 200, 1000]);
    expect(Number(flags({ size: 'large' })['kubeconfig-qps'])).toBeGreaterThanOrEqual(500);
  });

  test('gives up on a silent agent where its version knows how', () => {
    const { konnectivity } = tenant();
    expect(flags()['backend-dial-timeout']).toBe('10s');
    const older = { konnectivity: { ...konnectivity, version: '0.34.0' } };
    expect(flags(older)).not.toHaveProperty('backend-dial-timeout');
  });

  test('outlives the delay of its API server', () => {
    const sleep = render().container('kube-apiserver', 'konnectivity-server').lifecycle as {
      preStop?: { sleep?: { seconds: number } };
    };
    expect(sleep.preStop?.sleep?.seconds).toBeGreaterThan(10);
    expect(
      render({}, { version: '1.29.0' }).container('kube-apiserver', 'konnectivity-server').lifecycle,
    ).toBeUndefined();
  });

  test('leaves nothing behind when it is off', () => {
    const rendered = render(off);
    expect(rendered.pod('kube-apiserver').containers.map(({ name }) => name)).toEqual(['kube-apiserver']);
    expect(rendered.flags('kube-apiserver')).not.toHaveProperty('egress-selector-config-file');
    expect(JSON.stringify(rendered.objects)).not.toContain('konnectivity');
  });

  test('runs the image of its own version', () => {
    expect(render().container('kube-apiserver', 'konnectivity-server').image).toBe(
      'registry.k8s.io/kas-network-proxy/proxy-server:v0.36.0',
    );
  });
});
