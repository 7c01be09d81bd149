import { spawnSync } from 'node:child_process';
import { k0sInstallation } from '../../../lib/installers/k0s';
import { emitYaml } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { builtTools } from '../../../tools';
import { describeReal } from '../../support/real-parts';
import { HOSTS, aK0sPool } from '../../unit/workers/k0s/pools';

describeReal(
  'k0sctl reads an installation',
  [],
  () => {
    /** What k0sctl's own code says of a cluster; empty when it takes it. */
    const said = (cluster: JsonObject): string => {
      const reader = builtTools()['worker-documents']?.binaries['worker-documents'] ?? '';
      // Validation asks where keys would be; nobody's home is any of its business.
      const env = { ...process.env, HOME: '/nonexistent' };
      const ended = spawnSync(reader, ['k0sctl'], {
        input: emitYaml(cluster),
        env,
        encoding: 'utf8',
        timeout: 240_000,
      });
      expect(ended.status).toBe(ended.stderr === '' ? 0 : 1);
      return ended.stderr;
    };
    const controllers = [1, 2, 3].map((number) => ({
      name: `c-${String(number)}`,
      address: `192.0.2.${String(number)}`,
      privateAddress: `10.0.0.${String(number)}`,
      installFlags: ['--debug'],
      ...(number === 1 && { role: 'controller+worker' as const }),
    }));
    const { cluster } = k0sInstallation({
      name: 'edge',
      version: '1.36.3+k0s.0',
      controllers,
      endpoint: 'k0s.example.org',
      pools: [aK0sPool({ machines: { hosts: HOSTS } })],
      network: { podCidrs: ['10.1.0.0/16', 'fd00::/56'], serviceCidrs: ['10.2.0.0/16', 'fd01::/112'] },
      nodeLocalLoadBalancing: true,
    });

    test('with controllers, workers and the configuration of k0s', () => {
      expect(said(cluster)).toBe('');
    });

    test('and would refuse another version, and a field that it does not know', () => {
      const text = JSON.stringify(cluster);
      expect(said(JSON.parse(text.replace('1.36.3+k0s.0', 'newest')) as JsonObject)).toContain('newest');
      expect(said(JSON.parse(text.replace('"privateAddress"', '"ownAddress"')) as JsonObject)).toContain('ownAddress');
    });
  },
  ['worker-documents'],
);
