import { spawnSync } from 'node:child_process';
import { rke1, rke2 } from '../../../../lib/installers/rke2';
import type { Rke2Props } from '../../../../lib/installers/rke2';
import { documentsOf, expectGolden, refusals, secretsIn } from '../../../support/installers';
import { FULL, SHORT } from './samples';

const CONFIG = 'etc/rancher/rke2/config.yaml';

/**
 * Options of `rke2 server` and `rke2 agent` as their source and reference name them, since no schema is published:
 * https://github.com/rancher/rke2/blob/master/pkg/cli/cmds/server.go and https://docs.rke2.io/reference/server_config.
 */
const SERVER_OPTIONS = new Set(
  `config debug bind-address advertise-address tls-san tls-san-security data-dir cluster-cidr service-cidr service-node-port-range cluster-dns
   cluster-domain egress-selector-mode servicelb-namespace token token-file agent-token agent-token-file server cluster-reset
   cluster-reset-restore-path write-kubeconfig write-kubeconfig-mode write-kubeconfig-group helm-job-image kube-apiserver-arg etcd-arg
   kube-controller-manager-arg kube-scheduler-arg etcd-expose-metrics etcd-disable-snapshots etcd-snapshot-name etcd-snapshot-schedule-cron
   etcd-snapshot-retention etcd-snapshot-dir etcd-snapshot-compress etcd-s3 etcd-s3-endpoint etcd-s3-endpoint-ca etcd-s3-skip-ssl-verify
   etcd-s3-access-key etcd-s3-secret-key etcd-s3-bucket etcd-s3-region etcd-s3-folder etcd-s3-insecure etcd-s3-timeout etcd-s3-config-secret
   disable disable-scheduler disable-cloud-controller disable-kube-proxy node-name with-node-id node-label node-taint
   image-credential-provider-bin-dir image-credential-provider-config container-runtime-endpoint snapshotter private-registry
   system-default-registry node-ip node-external-ip resolv-conf kubelet-arg kube-proxy-arg protect-kernel-defaults selinux lb-server-port
   secrets-encryption cni ingress-controller enable-servicelb kube-apiserver-image kube-controller-manager-image kube-proxy-image
   kube-scheduler-image pause-image runtime-image etcd-image kubelet-path cloud-provider-name cloud-provider-config profile audit-policy-file
   pod-security-admission-config-file control-plane-resource-requests control-plane-resource-limits`.split(/\s+/),
);
const AGENT_OPTIONS = new Set(
  `config debug data-dir token token-file server node-name with-node-id node-label node-taint image-credential-provider-bin-dir
   image-credential-provider-config selinux lb-server-port container-runtime-endpoint snapshotter private-registry system-default-registry node-ip
   node-external-ip resolv-conf kubelet-arg kube-proxy-arg protect-kernel-defaults profile cloud-provider-name cloud-provider-config`.split(
    /\s+/,
  ),
);

describe('the files of RKE2', () => {
  test('of three servers and an agent are those that were read', () => {
    expectGolden(__dirname, 'short', rke2(SHORT));
  });
  test('with everything said otherwise are those that were read', () => {
    expectGolden(__dirname, 'full', rke2(FULL));
  });
  test('are the same bytes for the same props, and hold no secret', () => {
    for (const props of [SHORT, FULL]) {
      expect(rke2(structuredClone(props))).toEqual(rke2(props));
      expect(secretsIn(rke2(props))).toEqual([]);
    }
  });
  test('have options that servers and agents know', () => {
    for (const props of [SHORT, FULL]) {
      for (const { path } of rke2(props).files.filter((file) => file.path.endsWith(CONFIG))) {
        const [config = {}] = documentsOf(rke2(props), path);
        const known = path.startsWith('server') ? SERVER_OPTIONS : AGENT_OPTIONS;
        expect([path, Object.keys(config).filter((option) => !known.has(option))]).toEqual([path, []]);
      }
    }
  });
  test('let the first server begin a cluster, and everybody else join it by the supervisor', () => {
    const config = (machine: string) => documentsOf(rke2(SHORT), `${machine}/${CONFIG}`)[0] ?? {};
    expect(config('server-1')).not.toHaveProperty('server');
    expect(config('server-2')['server']).toBe('https://rke2.acme.example.com:9345');
    expect(config('agent-1')).toMatchObject({
      server: 'https://rke2.acme.example.com:9345',
      'token-file': '/etc/rancher/rke2/agent-token',
    });
    expect(documentsOf(rke2(FULL), `etcd-1/${CONFIG}`)).toMatchObject([{ server: 'https://[2001:db8::10]:9345' }]);
  });
  test('name tokens by file alone', () => {
    for (const { content } of rke2(FULL).files) expect(content).not.toMatch(/^(agent-)?token:/m);
  });
  test('hold scripts that a shell reads; only that of the first server makes tokens', () => {
    const scripts = rke2(SHORT).files.filter(({ executable }) => executable === true);
    for (const { content } of scripts) {
      expect(spawnSync('sh', ['-n'], { input: content, encoding: 'utf8' }).stderr).toBe('');
    }
    expect(scripts.filter(({ content }) => content.includes('urandom')).map(({ path }) => path)).toEqual([
      'server-1/opt/colonnade/prepare.sh',
    ]);
  });
});

describe('RKE2 is refused', () => {
  test.each<[string, Partial<Rke2Props>, readonly string[]]>([
    ['two servers', { servers: SHORT.servers.slice(0, 2) }, ['CLN8000 servers']],
    ['a version of Kubernetes', { version: '1.36.3' }, ['CLN8001 version']],
    ['a version of RKE1', { version: 'v1.28.9-rancher1-1' }, ['CLN8040 version']],
    ['the address of a server as that of all', { endpoint: '192.0.2.11' }, ['CLN8003 endpoint.host']],
    [
      'an agent with the name of a server',
      { agents: [{ name: 'server-1', address: '192.0.2.99' }] },
      ['CLN8002 agents[0].name'],
    ],
    ['a schedule of four fields', { snapshots: { schedule: '0 * * *' } }, ['CLN8041 snapshots']],
    ['no snapshot kept', { snapshots: { retention: 0 } }, ['CLN8041 snapshots']],
  ])('%s', (_, props, codes) => {
    expect(refusals(() => rke2({ ...SHORT, ...props }))).toEqual(codes);
  });
});

test('RKE1 is refused, with its dates and its successor', () => {
  expect(refusals(() => rke1())).toEqual(['CLN8040 ']);
  expect(() => rke1()).toThrow(/2025-07-31.*2\.12.*2026-08-31.*rke2\(/);
});
