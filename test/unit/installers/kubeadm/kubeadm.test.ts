import { spawnSync } from 'node:child_process';
import { kubeadm } from '../../../../lib/installers/kubeadm';
import type { KubeadmProps } from '../../../../lib/installers/kubeadm';
import { contentOf, documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { WITH_EVERYTHING, WITH_VIP } from './samples';

const CONFIGURATION = 'etc/colonnade/kubeadm.yaml';

describe('the files of kubeadm', () => {
  test('of three control planes behind kube-vip are those that were read', () => {
    expectGolden(__dirname, 'kube-vip', kubeadm(WITH_VIP));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'everything', kubeadm(WITH_EVERYTHING));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [WITH_VIP, WITH_EVERYTHING]) {
      expect(kubeadm(structuredClone(props))).toEqual(kubeadm(props));
      expect(secretsIn(kubeadm(props))).toEqual([]);
    }
  });
  test('let only the first control plane begin a cluster, and only control planes have the material of one', () => {
    const paths = kubeadm(WITH_VIP).files.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('init.sh'))).toEqual(['cp-1/opt/colonnade/init.sh']);
    expect(paths.filter((path) => path.endsWith('join.sh')).map((path) => path.split('/')[0])).toEqual([
      'cp-2',
      'cp-3',
      'etcd-1',
      'worker-1',
    ]);
    expect(contentOf(kubeadm(WITH_VIP), 'worker-1/opt/colonnade/join.sh')).not.toContain('ENCRYPTION_KEY');
  });
  test('audit, encrypt, switch profiling off and ask for serving certificates', () => {
    const [, cluster, kubelet] = documentsOf(kubeadm(WITH_VIP), `cp-1/${CONFIGURATION}`);
    expect(cluster).toMatchObject({
      apiServer: {
        extraArgs: expect.arrayContaining([
          { name: 'profiling', value: 'false' },
          { name: 'audit-policy-file', value: '/etc/kubernetes/audit-policy.yaml' },
          { name: 'encryption-provider-config', value: '/etc/kubernetes/encryption/config.yaml' },
        ]) as unknown,
      },
      controllerManager: { extraArgs: expect.arrayContaining([{ name: 'profiling', value: 'false' }]) as unknown },
      scheduler: { extraArgs: expect.arrayContaining([{ name: 'profiling', value: 'false' }]) as unknown },
    });
    expect(kubelet).toMatchObject({ serverTLSBootstrap: true, readOnlyPort: 0 });
  });
  test('give kube-vip the strong kubeconfig on the first control plane alone', () => {
    const vip = (machine: string) => contentOf(kubeadm(WITH_VIP), `${machine}/etc/kubernetes/manifests/kube-vip.yaml`);
    expect(vip('cp-1')).toContain('/etc/kubernetes/super-admin.conf');
    expect(vip('cp-2')).not.toContain('super-admin.conf');
  });
  test.each([
    ['192.0.2.10', '32'],
    ['fd00:2::10', '128'],
  ])('let kube-vip keep %s alone, on the interface of the default route unless one is named', (address, subnet) => {
    const endpoint = { kind: 'kube-vip', address } as const;
    const [pod] = documentsOf(kubeadm({ ...WITH_VIP, endpoint }), 'cp-2/etc/kubernetes/manifests/kube-vip.yaml');
    const { containers } = pod?.['spec'] as { readonly containers: readonly { readonly env: readonly object[] }[] };
    expect(containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'address', value: address },
        { name: 'vip_subnet', value: subnet },
      ]),
    );
    expect(JSON.stringify(containers)).not.toContain('vip_interface');
  });
  test('hold scripts that a shell reads', () => {
    const scripts = kubeadm(WITH_VIP).files.filter(({ executable }) => executable === true);
    expect(scripts).toHaveLength(6);
    for (const { path, content } of scripts) {
      expect([path, spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' }).stderr]).toEqual([path, '']);
    }
  });
});

describe('kubeadm is refused', () => {
  const machine = { name: 'cp-1', address: '192.0.2.11' };
  test.each<[string, Partial<KubeadmProps>, readonly string[]]>([
    [
      'an even number of control planes',
      { controlPlanes: WITH_VIP.controlPlanes.slice(0, 2) },
      ['CLN8000 controlPlanes'],
    ],
    ['no control plane', { controlPlanes: [] }, ['CLN8000 controlPlanes']],
    ['a version with a v', { version: 'v1.36.3' }, ['CLN8001 version']],
    ['a version that is too old', { version: '1.28.0' }, ['CLN8001 version']],
    ['a name that is none', { name: 'Acme Corp' }, ['CLN8002 name']],
    ['two machines of one name', { workers: [{ name: 'cp-1', address: '192.0.2.50' }] }, ['CLN8002 workers[0].name']],
    [
      'a name that leads elsewhere',
      { workers: [{ name: '../cp', address: '192.0.2.50' }] },
      ['CLN8002 workers[0].name'],
    ],
    [
      'two machines of one address',
      { workers: [{ name: 'w', address: '192.0.2.11' }] },
      ['CLN8003 workers[0].address'],
    ],
    [
      'a machine without IP address',
      { controlPlanes: [{ ...machine, address: 'cp-1.example.com' }] },
      ['CLN8003 controlPlanes[0].address'],
    ],
    [
      'the address of a machine as that of all',
      { endpoint: { kind: 'balancer', host: '192.0.2.12' } },
      ['CLN8003 endpoint.host'],
    ],
    [
      'kube-vip with a DNS name',
      { endpoint: { kind: 'kube-vip', address: 'api.example.com' } },
      ['CLN8003 endpoint.address'],
    ],
    [
      'a port that is none',
      { endpoint: { kind: 'balancer', host: 'api.example.com', port: 0 } },
      ['CLN8003 endpoint.port'],
    ],
    ['pods where Services are', { network: { podCidrs: ['10.96.0.0/12'] } }, ['CLN8004 network.serviceCidrs']],
    ['pods where machines are', { network: { podCidrs: ['192.0.2.0/24'] } }, ['CLN8004 network.podCidrs']],
    [
      'two ranges of pods and one of Services',
      { network: { podCidrs: ['10.244.0.0/16', 'fd00::/56'] } },
      ['CLN8004 network.serviceCidrs'],
    ],
    ['a range that is none', { network: { podCidrs: ['10.244.0.0'] } }, ['CLN8004 network.podCidrs']],
    [
      'a label that makes a control plane',
      { workers: [{ name: 'w', address: '192.0.2.50', labels: { 'node-role.kubernetes.io/worker': '' } }] },
      ['CLN8005 workers[0].labels'],
    ],
    ['an etcd without TLS', { etcd: { endpoints: ['http://192.0.2.21:2379'] } }, ['CLN8010 etcd.endpoints']],
    [
      'a key management service at a URL',
      { encryption: { kind: 'kms', socket: 'unix:///run/kms.sock' } },
      ['CLN8011 encryption.socket'],
    ],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => kubeadm({ ...WITH_VIP, ...props }))).toEqual(codes);
  });
  test('with everything that is wrong at once', () => {
    expect(refusals(() => kubeadm({ ...WITH_VIP, version: 'x', controlPlanes: [machine, machine] }))).toEqual([
      'CLN8000 controlPlanes',
      'CLN8001 version',
      'CLN8002 controlPlanes[1].name',
      'CLN8003 controlPlanes[1].address',
    ]);
  });
});
