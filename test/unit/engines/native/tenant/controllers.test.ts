import { tenant } from '../fixtures';
import { VERSIONS, render } from './support';

const manager = (...of: Parameters<typeof render>) => render(...of).flags('kube-controller-manager');

test.each(VERSIONS)(
  'the controller manager of %s signs with the CA and works with the rights of each controller',
  (version) => {
    expect(manager({ version })).toMatchObject({
      'use-service-account-credentials': 'true',
      controllers: '*,bootstrapsigner,tokencleaner',
      'cluster-signing-cert-file': '/etc/kubernetes/pki/ca.crt',
      'cluster-signing-key-file': '/etc/kubernetes/pki/ca.key',
      'root-ca-file': '/etc/kubernetes/pki/ca.crt',
      'leader-elect': 'true',
      profiling: 'false',
      'tls-min-version': 'VersionTLS12',
    });
  },
);

test.each(VERSIONS)('the scheduler of %s checks who asks it', (version) => {
  expect(render({ version }).flags('kube-scheduler')).toMatchObject({
    'authentication-kubeconfig': '/etc/kubernetes/kubeconfig',
    'authorization-kubeconfig': '/etc/kubernetes/kubeconfig',
    'client-ca-file': '/etc/kubernetes/pki/ca.crt',
    'requestheader-client-ca-file': '/etc/kubernetes/pki/front-proxy-ca.crt',
    'leader-elect': 'true',
    profiling: 'false',
  });
});

describe('pod ranges of nodes', () => {
  const network = { ...tenant().network, nodeCidrMaskSizes: { ipv4: 25, ipv6: 72 } };

  test('are cut from the only family of a single-stack tenant', () => {
    const flags = manager({ network });
    expect(flags).toMatchObject({ 'cluster-cidr': '10.244.0.0/16', 'node-cidr-mask-size-ipv4': '25' });
    expect(flags).not.toHaveProperty('node-cidr-mask-size-ipv6');
    const ipv6 = manager({ network: { ...network, podCidrs: ['fd00:244::/56'] } });
    expect(ipv6).toMatchObject({ 'node-cidr-mask-size-ipv6': '72' });
    expect(ipv6).not.toHaveProperty('node-cidr-mask-size-ipv4');
  });

  test('are cut from both families of a dual-stack tenant, without the flag that is refused there', () => {
    const flags = manager({ network: { ...network, podCidrs: ['10.244.0.0/16', 'fd00:244::/56'] } });
    expect(flags).toMatchObject({
      'allocate-node-cidrs': 'true',
      'cluster-cidr': '10.244.0.0/16,fd00:244::/56',
      'node-cidr-mask-size-ipv4': '25',
      'node-cidr-mask-size-ipv6': '72',
    });
    expect(flags).not.toHaveProperty('node-cidr-mask-size');
  });
});

test('a scheduler is ready when it has read the cluster and alive before', () => {
  expect(render().container('kube-scheduler')).toMatchObject({
    readinessProbe: { httpGet: { path: '/readyz' } },
    livenessProbe: { httpGet: { path: '/livez' } },
    startupProbe: { httpGet: { path: '/livez' } },
  });
});

test('a controller manager asks the API more often in larger tenants', () => {
  const rates = (['small', 'medium', 'large'] as const).map((size) => Number(manager({ size })['kube-api-qps']));
  expect(rates).toEqual([20, 50, 100]);
});
