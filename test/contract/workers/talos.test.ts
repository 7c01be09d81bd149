import { spawnSync } from 'node:child_process';
import { SECRETS, issueInProcess, tenantInventory } from '../../../lib/pki';
import { TALOS_MARKS, fillCredential, isTalosPool, talosMachineConfig } from '../../../lib/workers';
import { builtTools } from '../../../tools';
import { describeReal } from '../../support/real-parts';
import { aPool, aTenant } from '../../support/workers';
import type { PoolOverrides } from '../../support/workers';
import { etcdCluster, managementCluster, tenant } from '../../unit/engines/native/fixtures';

jest.setTimeout(600_000);

const TOKEN = 'abcdef.0123456789abcdef';

describeReal(
  'Talos',
  [],
  () => {
    let ca: string;
    beforeAll(async () => {
      const services = { apiServer: 'kube-apiserver', etcd: 'etcd', etcdPeers: 'etcd-peers' };
      const subject = tenant({ store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } });
      const [material] = await issueInProcess([tenantInventory(subject, managementCluster(), { services })]);
      ca = material?.pair(SECRETS.apiServer).ca ?? '';
    });

    /** What Talos' own code says of the configuration of a pool, credentials filled in; empty when it has nothing to say. */
    function said(overrides: PoolOverrides, change: (text: string) => string = (text) => text): string {
      const pool = aPool({ bootstrap: { kind: 'talos', version: '1.12.0', installDisk: '/dev/sda' }, ...overrides });
      if (!isTalosPool(pool)) throw new Error('it runs Talos');
      const filled = fillCredential(
        talosMachineConfig(aTenant(), pool, null),
        { ca, server: 'https://203.0.113.10:6443', token: TOKEN },
        { [TALOS_MARKS.token]: TOKEN, [TALOS_MARKS.ca]: Buffer.from(ca).toString('base64') },
      );
      const reader = builtTools()['worker-documents']?.binaries['worker-documents'] ?? '';
      const ended = spawnSync(reader, ['talos'], { input: change(filled.text), encoding: 'utf8', timeout: 240_000 });
      return ended.stdout + ended.stderr;
    }

    const mirror = { url: 'https://mirror.example.com/v2/docker.io', ca: null, overridePath: true };
    test.each<[string, PoolOverrides]>([
      ['of a pool that says nothing', {}],
      [
        'of a pool that says everything',
        {
          labels: { 'example.com/site': 'north' },
          taints: [{ key: 'example.com/edge', value: 'yes', effect: 'NoSchedule' }],
          machines: { cloud: { name: 'openstack', providerIdScheme: 'openstack:///', controller: 'external' } },
          node: {
            kubelet: { config: { cpuManagerPolicy: 'static', staticPodPath: '/x' }, extraArgs: { v: '4' } },
            timeServers: ['ntp.example.com'],
            proxy: { http: 'http://proxy:3128', https: null, noProxy: [] },
            swap: 'limited',
            containerd: { mirrors: { 'docker.io': [mirror], _default: [mirror] }, mirrorsOnly: true },
          },
        },
      ],
      ['of a pool whose time somebody else keeps', { node: { timeServers: null } }],
    ])('takes the machine configuration %s, without a warning', (_, overrides) => {
      expect(said(overrides)).toBe('');
    });

    test('takes certificates that the machine trusts', () => {
      expect(said({ node: { trustedCertificates: [ca] } })).toBe('');
      const misnamed = (text: string) => text.replace('kind: TrustedRootsConfig', 'kind: TrustedRoots');
      expect(said({ node: { trustedCertificates: [ca] } }, misnamed)).toContain('TrustedRoots');
    });

    test('would refuse a field that it does not know, and a kubelet field of its own', () => {
      expect(said({}, (text) => text.replace('  install:\n', '  instal:\n'))).toContain('instal');
      expect(said({}, (text) => text.replace('extraConfig:\n', 'extraConfig:\n      staticPodPath: /x\n'))).toContain(
        'staticPodPath',
      );
    });
  },
  ['worker-documents'],
);
