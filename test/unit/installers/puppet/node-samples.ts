import type { PuppetNodesProps } from '../../../../lib/installers/puppet';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

const HOST = { user: 'root', port: 22, hostKey: null, labels: {} };

/** A pool that the module can make nodes of. */
export function aListedPool(names: readonly string[], overrides: PoolOverrides = {}) {
  return aPool({
    bootstrap: { kind: 'kubeadm', discovery: 'token', ignorePreflightErrors: [], installPackages: true },
    machines: { hosts: names.map((name, index) => ({ ...HOST, name, address: `192.0.2.${String(index + 1)}` })) },
    ...overrides,
  });
}

const teamA = aTenant();
const teamB = aTenant({ name: 'team-b', endpoint: { ...teamA.endpoint, port: 6444 } });

/** Machines of two tenants. */
export const NODES: PuppetNodesProps = {
  name: 'racks',
  pools: [
    { tenant: teamA, pool: aListedPool(['rack-1.example.com', 'rack-2.example.com'], { labels: { tier: 'web' } }) },
    {
      tenant: teamB,
      pool: aListedPool(['rack-3.example.com'], {
        taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }],
      }),
    },
  ],
};
