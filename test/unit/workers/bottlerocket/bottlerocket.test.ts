import {
  bottlerocketLosses,
  bottlerocketSettings,
  fillCredential,
  isBottlerocketPool,
  openMarks,
} from '../../../../lib/workers';
import { tomlDocument } from '../../../../lib/workers/bottlerocket/toml';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

const ENDPOINT = { host: '203.0.113.10', port: 6443 };
const TENANT = aTenant();

let parse: (text: string) => unknown;
beforeAll(async () => {
  ({ parse } = await import('smol-toml'));
});

function aBottlerocketPool(overrides: PoolOverrides = {}) {
  const pool = aPool({ bootstrap: { kind: 'bottlerocket' }, ...overrides });
  if (!isBottlerocketPool(pool)) throw new Error('it runs Bottlerocket');
  return pool;
}

const text = (overrides: PoolOverrides = {}, endpoint: typeof ENDPOINT | null = ENDPOINT) =>
  bottlerocketSettings(TENANT, aBottlerocketPool(overrides), endpoint);
const settings = (overrides: PoolOverrides = {}) => parse(text(overrides)) as { settings: object };

/**
 * Names below `settings.kubernetes`: https://github.com/bottlerocket-os/bottlerocket-settings-sdk, `KubernetesSettingsV1`. Bottlerocket
 * refuses any other.
 */
const KNOWN =
  'cluster-name cluster-certificate api-server node-labels node-taints authentication-mode bootstrap-token standalone-mode eviction-hard kube-reserved system-reserved server-tls-bootstrap cloud-provider container-log-max-size container-log-max-files pod-pids-limit image-gc-high-threshold-percent image-gc-low-threshold-percent shutdown-grace-period shutdown-grace-period-for-critical-pods memory-swap-behavior max-pods cluster-dns-ip cluster-domain'.split(
    ' ',
  );

describe('the settings of a Bottlerocket worker (read back as TOML; no registry has the program that reads them)', () => {
  test('join the tenant with a bootstrap token, and let nobody into the machine', () => {
    expect(settings()).toMatchObject({
      settings: {
        kubernetes: {
          'api-server': 'https://203.0.113.10:6443',
          'authentication-mode': 'tls',
          'cluster-name': 'team-a',
          'cluster-dns-ip': '10.96.0.10',
          'cluster-domain': 'cluster.local',
          'cloud-provider': '',
        },
        'host-containers': { admin: { enabled: false }, control: { enabled: false } },
      },
    });
  });

  test('have names that Bottlerocket knows, and values of its types', () => {
    const { kubernetes } = settings({
      labels: { a: 'b' },
      taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }],
      node: { swap: 'limited', kubelet: { systemReserved: { cpu: '50m' } } },
    }).settings as { kubernetes: Record<string, unknown> };
    expect(Object.keys(kubernetes).filter((name) => !KNOWN.includes(name))).toEqual([]);
    expect(kubernetes).toMatchObject({
      'max-pods': 110,
      'pod-pids-limit': 4096,
      'server-tls-bootstrap': true,
      'image-gc-high-threshold-percent': 85,
      'shutdown-grace-period': '60s',
      'memory-swap-behavior': 'LimitedSwap',
      'system-reserved': { cpu: '50m' },
      'eviction-hard': { 'memory.available': '100Mi', 'nodefs.inodesFree': '5%' },
    });
    expect(kubernetes['kube-reserved']).toEqual({ cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi' });
  });

  test('hold labels and taints, of which a key may have several', () => {
    const pool = {
      labels: { 'example.com/site': 'north' },
      taints: [
        { key: 'example.com/edge', value: 'yes', effect: 'NoSchedule' },
        { key: 'other', value: '', effect: 'NoExecute' },
        { key: 'example.com/edge', value: 'yes', effect: 'NoExecute' },
      ],
    } as const;
    expect(settings(pool)).toMatchObject({
      settings: {
        kubernetes: {
          'node-labels': { 'example.com/site': 'north' },
          'node-taints': { 'example.com/edge': ['yes:NoSchedule', 'yes:NoExecute'], other: [':NoExecute'] },
        },
      },
    });
  });

  test('bring mirrors, time, proxy, kernel and certificates', () => {
    const mirror = (url: string) => ({ url, ca: null, overridePath: false });
    const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(
      settings({
        machines: { cloud: { name: 'vsphere', providerIdScheme: 'vsphere://', controller: 'external' } },
        node: {
          modules: ['nf_tables'],
          sysctls: { 'vm.max_map_count': '262144' },
          timeServers: ['ntp.example.com'],
          proxy: { http: null, https: 'http://proxy:3128', noProxy: ['.example.com'] },
          trustedCertificates: [certificate],
          containerd: {
            mirrors: { 'docker.io': [mirror('https://a'), mirror('https://b')], _default: [mirror('https://c')] },
          },
        },
      }),
    ).toMatchObject({
      settings: {
        kubernetes: { 'cloud-provider': 'external' },
        ntp: { 'time-servers': ['ntp.example.com'] },
        network: {
          'https-proxy': 'http://proxy:3128',
          'no-proxy': expect.arrayContaining(['localhost', '10.96.0.0/16', '203.0.113.10', '.example.com']) as unknown,
        },
        kernel: {
          sysctl: { 'vm.max_map_count': '262144' },
          modules: { nf_tables: { allowed: true, autoload: true } },
        },
        'container-registry': {
          mirrors: [
            { registry: 'docker.io', endpoint: ['https://a', 'https://b'] },
            { registry: '*', endpoint: ['https://c'] },
          ],
        },
        pki: { 'colonnade-1': { data: Buffer.from(`${certificate}\n`).toString('base64'), trusted: true } },
      },
    });
  });

  test('hold marks where credentials belong; filled in they are a secret without any', () => {
    expect([...openMarks(text({}, null))].sort()).toEqual([
      '__COLONNADE_CA__',
      '__COLONNADE_SERVER__',
      '__COLONNADE_TOKEN__',
    ]);
    const credential = { ca: 'PEM', server: 'https://api:6443', token: 'abcdef.0123456789abcdef' };
    const filled = fillCredential(text({}, null), credential);
    expect([filled.secret, filled.open]).toEqual([true, []]);
    expect(parse(filled.text)).toMatchObject({
      settings: {
        kubernetes: {
          'api-server': 'https://api:6443',
          'bootstrap-token': 'abcdef.0123456789abcdef',
          'cluster-certificate': Buffer.from('PEM').toString('base64'),
        },
      },
    });
  });
});

test('TOML of any keys and texts is read back as what it was', () => {
  const data = {
    plain: { text: 'a "quoted"\\ \n\t\u007f ü', number: 5, yes: true, list: ['a', 'b'], none: [] },
    'a.b/c d': { '': 'empty', '"': { deep: { deeper: 'x' } } },
    tables: { list: [{ a: 1 }, { a: 2, 'b.c': 'd' }] },
  };
  expect(parse(tomlDocument(data))).toEqual(data);
});

describe('what Bottlerocket does not do', () => {
  test('is nothing of a pool that asks for nothing', () => {
    const pool = aBottlerocketPool({ node: { updates: null, kubelet: { kubeReserved: {} } } });
    expect(bottlerocketLosses(pool)).toEqual([]);
  });

  test.each<[string, PoolOverrides['node'], RegExp]>([
    ['commands', { commands: { before: [], after: ['true'] } }, /commands/],
    ['files', { files: [{ path: '/etc/x', mode: '0644', content: '' }] }, /files/],
    ['updates', {}, /updates itself/],
    ['process ids', {}, /cannot reserve pid/],
    ['signals', { kubelet: { evictionHard: { 'containerfs.available': '5%' } } }, /evict by containerfs/],
    [
      'further settings',
      { kubelet: { config: { cpuManagerPolicy: 'static' }, extraArgs: { v: '4' } } },
      /cpuManagerPolicy, v/,
    ],
    ['the time', { timeServers: null }, /time/],
    ['mirrors alone', { containerd: { mirrorsOnly: true } }, /registry itself/],
    ['two proxies', { proxy: { http: 'http://a', https: 'http://b', noProxy: [] } }, /one proxy/],
  ])('is said: %s', (_, node, expected) => {
    expect(bottlerocketLosses(aBottlerocketPool({ node: node ?? {} })).join('\n')).toMatch(expected);
  });
});
