import { parseAllDocuments } from 'yaml';
import {
  TALOS_MARKS,
  fillCredential,
  isTalosPool,
  openMarks,
  talosLosses,
  talosMachineConfig,
} from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

const ENDPOINT = { host: '203.0.113.10', port: 6443 };
const TENANT = aTenant();

function aTalosPool(overrides: PoolOverrides = {}) {
  const pool = aPool({ bootstrap: { kind: 'talos', version: '1.12.0', installDisk: '/dev/sda' }, ...overrides });
  if (!isTalosPool(pool)) throw new Error('it runs Talos');
  return pool;
}

const documents = (overrides: PoolOverrides = {}, tenant = TENANT, endpoint: typeof ENDPOINT | null = ENDPOINT) =>
  parseAllDocuments(talosMachineConfig(tenant, aTalosPool(overrides), endpoint)).map(
    (document) => document.toJS() as object,
  );
const config = (...input: Parameters<typeof documents>) => documents(...input)[0];

describe('the machine configuration of a Talos worker', () => {
  test('joins the tenant with its endpoint, its ranges and its domain', () => {
    expect(config()).toMatchObject({
      version: 'v1alpha1',
      machine: { type: 'worker', install: { disk: '/dev/sda', image: 'ghcr.io/siderolabs/installer:v1.12.0' } },
      cluster: {
        clusterName: 'team-a',
        controlPlane: { endpoint: 'https://203.0.113.10:6443' },
        network: { dnsDomain: 'cluster.local', podSubnets: ['10.244.0.0/16'], serviceSubnets: ['10.96.0.0/16'] },
        discovery: { enabled: false },
      },
    });
    expect(config({}, TENANT, { host: '2001:db8::1', port: 443 })).toHaveProperty(
      'cluster.controlPlane.endpoint',
      'https://[2001:db8::1]:443',
    );
  });

  test('has the kubelet of the pool, and none of the fields that are Talos’ own', () => {
    const kubelet = { maxPods: 50, config: { cpuManagerPolicy: 'static', staticPodPath: '/x' }, extraArgs: { v: '4' } };
    const network = { ...TENANT.network, nodeCidrs: ['192.0.2.0/24'] };
    const machine = config({ version: '1.35.4', node: { kubelet } }, aTenant({ network }));
    expect(machine).toMatchObject({
      machine: {
        kubelet: {
          image: 'ghcr.io/siderolabs/kubelet:v1.35.4',
          clusterDNS: ['10.96.0.10'],
          extraArgs: { v: '4' },
          extraConfig: { maxPods: 50, cpuManagerPolicy: 'static', serverTLSBootstrap: true },
          nodeIP: { validSubnets: ['192.0.2.0/24'] },
        },
      },
    });
    for (const field of ['apiVersion', 'kind', 'staticPodPath', 'cgroupDriver'])
      expect(machine).not.toHaveProperty(['machine', 'kubelet', 'extraConfig', field]);
  });

  test('registers taints with the node, because nodes may not taint themselves later', () => {
    const machine = config({ taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }], labels: { 'x.y/z': '1' } });
    expect(machine).toMatchObject({
      machine: {
        nodeLabels: { 'x.y/z': '1' },
        kubelet: { extraConfig: { registerWithTaints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }] } },
      },
    });
    expect(machine).not.toHaveProperty('machine.nodeTaints');
  });

  test('brings modules, settings, mirrors, time and proxy', () => {
    const mirror = (url: string, overridePath = true) => ({ url, ca: null, overridePath });
    expect(
      config({
        machines: { cloud: { name: 'openstack', providerIdScheme: 'openstack:///', controller: 'external' } },
        node: {
          modules: ['zfs'],
          sysctls: { 'vm.max_map_count': '262144' },
          timeServers: ['ntp.example.com'],
          proxy: { http: null, https: 'http://proxy:3128', noProxy: [] },
          containerd: {
            mirrors: { 'docker.io': [mirror('https://a')], _default: [mirror('https://b', false)], 'ghcr.io': [] },
            mirrorsOnly: true,
          },
        },
      }),
    ).toMatchObject({
      machine: {
        kernel: { modules: [{ name: 'zfs' }] },
        sysctls: { 'vm.max_map_count': '262144' },
        time: { servers: ['ntp.example.com'] },
        env: { HTTPS_PROXY: 'http://proxy:3128' },
        kubelet: { extraArgs: { 'cloud-provider': 'external' } },
        registries: {
          mirrors: {
            'docker.io': { endpoints: ['https://a'], overridePath: true, skipFallback: true },
            '*': { endpoints: ['https://b'], skipFallback: true },
          },
        },
      },
    });
    expect(config({ node: { timeServers: null } })).toMatchObject({ machine: { time: { disabled: true } } });
  });

  test('trusts the certificates of the pool by a document of their own', () => {
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    const [, roots, ...others] = documents({ node: { trustedCertificates: [pem('AAAA'), pem('BBBB')] } });
    expect(roots).toMatchObject({ kind: 'TrustedRootsConfig', certificates: pem('AAAA') + pem('BBBB') });
    expect(others).toEqual([]);
    expect(documents()).toHaveLength(1);
  });

  test('holds marks where credentials belong, and nothing secret', () => {
    expect([...openMarks(talosMachineConfig(TENANT, aTalosPool(), ENDPOINT))].sort()).toEqual([
      '__COLONNADE_CA__',
      '__COLONNADE_TALOS_CA__',
      '__COLONNADE_TALOS_TOKEN__',
      '__COLONNADE_TOKEN__',
    ]);
    expect(openMarks(talosMachineConfig(TENANT, aTalosPool(), null))).toContain('__COLONNADE_SERVER__');
  });

  test('is of use when all of them are filled in, and says which are not', () => {
    const credential = { ca: 'PEM', server: 'https://api:6443', token: 'abcdef.0123456789abcdef' };
    const text = talosMachineConfig(TENANT, aTalosPool(), null);
    expect(fillCredential(text, credential).open).toEqual([TALOS_MARKS.token, TALOS_MARKS.ca]);
    const filled = fillCredential(text, credential, { [TALOS_MARKS.token]: 't', [TALOS_MARKS.ca]: 'Q0E=' });
    expect([filled.secret, filled.open]).toEqual([true, []]);
    expect(parseAllDocuments(filled.text)[0]?.toJS()).toMatchObject({
      machine: { token: 't', ca: { crt: 'Q0E=' } },
      cluster: {
        controlPlane: { endpoint: 'https://api:6443' },
        token: 'abcdef.0123456789abcdef',
        ca: { crt: Buffer.from('PEM').toString('base64') },
      },
    });
  });
});

describe('what Talos does not do', () => {
  test('is nothing of a pool that asks for nothing', () => {
    expect(talosLosses(aTalosPool({ node: { updates: null } }))).toEqual([]);
  });

  test.each<[string, PoolOverrides['node'], RegExp]>([
    ['commands', { commands: { before: ['true'], after: [] } }, /commands/],
    ['files', { files: [{ path: '/etc/x', mode: '0644', content: '' }] }, /files/],
    ['updates', {}, /talosctl upgrade/],
    ['swap', { swap: 'limited' }, /swap/],
    ['packages', { packageMirror: 'https://mirror' }, /packages/],
    ['runtimes', { containerd: { runtimes: { nvidia: { binary: '/x' } } } }, /system extensions/],
    ['files of CAs', { containerd: { mirrors: { a: [{ url: 'https://m', ca: '/ca', overridePath: false }] } } }, /CAs/],
    ['its own fields of the kubelet', { kubelet: { config: { staticPodPath: '/x' } } }, /staticPodPath/],
  ])('is said: %s', (_, node, expected) => {
    expect(talosLosses(aTalosPool({ node: node ?? {} })).join('\n')).toMatch(expected);
  });
});
