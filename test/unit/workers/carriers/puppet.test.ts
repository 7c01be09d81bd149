import { parse } from 'yaml';
import { puppetHiera } from '../../../../lib/workers';
import type { WorkerEndpoint } from '../../../../lib/workers';
import { aPool } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

const TOKEN = { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true } as const;

/**
 * Parameters of class `kubernetes` that matter to workers, with the types that it declares: manifests/init.pp of puppetlabs-kubernetes
 * 8, https://forge.puppet.com/modules/puppetlabs/kubernetes/reference.
 */
const PARAMETERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  worker: isBoolean,
  controller: isBoolean,
  kubernetes_version: isText,
  kubernetes_package_version: isText,
  create_repos: isBoolean,
  manage_etcd: isBoolean,
  manage_docker: isBoolean,
  container_runtime: (value) => value === 'cri_containerd',
  containerd_install_method: (value) => value === 'archive' || value === 'package',
  containerd_package_name: isText,
  containerd_sandbox_image: isText,
  containerd_plugins_registry: isHash,
  cgroup_driver: isText,
  disable_swap: isBoolean,
  controller_address: isText,
  api_server_count: Number.isInteger,
  token: isText,
  discovery_token_hash: isText,
  cloud_provider: isText,
  ignore_preflight_errors: Array.isArray,
  node_label: isText,
  node_extra_taints: (value) => Array.isArray(value) && value.every(isHash),
  kubelet_extra_arguments: (value) => Array.isArray(value) && value.every(isText),
  http_proxy: isText,
  https_proxy: isText,
  no_proxy: isText,
  container_runtime_use_proxy: isBoolean,
  kubelet_use_proxy: isBoolean,
};

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}
function isText(value: unknown): boolean {
  return typeof value === 'string';
}
function isHash(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function files(overrides: PoolOverrides = {}, endpoint: WorkerEndpoint | null = { host: '203.0.113.10', port: 6443 }) {
  const rendered = puppetHiera(aPool({ bootstrap: TOKEN, ...overrides }), { tenant: 'team-a', endpoint });
  return rendered.map(({ name, content }) => ({
    name,
    text: String(content),
    data: parse(String(content)) as Record<string, unknown>,
  }));
}

const FULL: PoolOverrides = {
  labels: { tier: 'web' },
  taints: [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }],
  bootstrap: { ...TOKEN, ignorePreflightErrors: ['NumCPU'] },
  machines: {
    hosts: [{ name: 'rack-1', address: '192.0.2.1', user: 'root', port: 22, hostKey: null, labels: { disk: 'nvme' } }],
    cloud: { name: 'aws', providerIdScheme: 'aws:///', controller: 'external' },
  },
  node: {
    proxy: { http: 'http://proxy:3128', https: 'http://proxy:3128', noProxy: ['.cluster.local', '10.0.0.0/8'] },
    containerd: { mirrors: { 'docker.io': [{ url: 'https://mirror.example.com', ca: null, overridePath: false }] } },
    kubelet: { extraArgs: { v: '4' } },
  },
};

describe('Hiera data for puppetlabs-kubernetes', () => {
  test.each([
    ['a plain pool', {}],
    ['a pool with everything', FULL],
  ])('%s: parameters of the module only, of the types that it declares', (_, overrides) => {
    for (const { data } of files(overrides)) {
      for (const [key, value] of Object.entries(data)) {
        const [scope, parameter = ''] = key.split('::');
        expect({ scope, known: Object.hasOwn(PARAMETERS, parameter) }).toEqual({ scope: 'kubernetes', known: true });
        expect([key, PARAMETERS[parameter]?.(value)]).toEqual([key, true]);
      }
    }
  });
  test('token, hash and an unknown address are looked up', () => {
    const [pool] = files({}, null);
    expect(pool?.data).toMatchObject({
      'kubernetes::token': "%{lookup('colonnade::team_a__general::token')}",
      'kubernetes::discovery_token_hash': "%{lookup('colonnade::team_a__general::ca_hash')}",
      'kubernetes::controller_address': "%{lookup('colonnade::team_a__general::server')}",
    });
  });
  test('a machine has its name and its labels besides those of the pool', () => {
    const [pool, node] = files(FULL);
    expect(pool?.data['kubernetes::kubelet_extra_arguments']).toEqual(['node-labels: "tier=web"', 'v: "4"']);
    expect(node).toMatchObject({
      name: 'data/nodes/rack-1.yaml',
      data: {
        'kubernetes::node_label': 'rack-1',
        'kubernetes::kubelet_extra_arguments': ['node-labels: "tier=web,disk=nvme"', 'v: "4"'],
      },
    });
  });
  test('an IPv6 address stands in brackets', () => {
    expect(files({}, { host: 'fd00::1', port: 6443 })[0]?.data['kubernetes::controller_address']).toBe(
      '[fd00::1]:6443',
    );
  });
  test.each<readonly [string, PoolOverrides]>([
    ['node.files', { node: { files: [{ path: '/etc/x', mode: '0644', content: '' }] } }],
    ['node.commands', { node: { commands: { before: ['true'], after: [] } } }],
    ['node.trustedCertificates', { node: { trustedCertificates: ['x'] } }],
    ['node.containerd.mirrorsOnly', { node: { containerd: { mirrorsOnly: true } } }],
    ['node.containerd.runtimes', { node: { containerd: { runtimes: { nvidia: { binary: 'x' } } } } }],
    ['configVersion 3', { node: { containerd: { configVersion: 3 } } }],
    ["node.swap 'limited'", { node: { swap: 'limited' } }],
    ['node.packageMirror', { node: { packageMirror: 'https://packages.example.com' } }],
    ['machines.architecture', { machines: { architecture: 'arm64' } }],
  ])('%s is named when the pool asks for it, and only then', (limit, overrides) => {
    expect(files(overrides)[0]?.text).toContain(limit);
    expect(files()[0]?.text).not.toContain(limit);
  });
  test.each<readonly [string, PoolOverrides]>([
    ['bootstrap.discovery', { bootstrap: { ...TOKEN, discovery: 'file' } }],
    ['bootstrap.kind', { bootstrap: { kind: 'bottlerocket' } }],
    ['machines.operatingSystem', { machines: { operatingSystem: 'flatcar' } }],
  ])('what it cannot make nodes of is refused: %s', (property, overrides) => {
    expect(() => files(overrides)).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ code: 'CLN3051', property })] }) as Error,
    );
  });
});
