import { isK0sPool } from '../../../../lib/workers';
import type { K0sPool } from '../../../../lib/workers';
import { aPool } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';

/** A pool whose machines run k0s. */
export function aK0sPool(overrides: PoolOverrides = {}): K0sPool {
  const pool = aPool({
    bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0', profile: 'edge' },
    labels: { 'example.com/site': 'north' },
    taints: [{ key: 'example.com/edge', value: 'yes', effect: 'NoSchedule' }],
    ...overrides,
  });
  if (!isK0sPool(pool)) throw new Error('it runs k0s');
  return pool;
}

/** Machines that are known one by one. */
export const HOSTS = [
  { name: 'pi-1', address: '192.0.2.11', user: 'pi', port: 22, hostKey: null, labels: {} },
  {
    name: 'pi-2',
    address: '192.0.2.12',
    user: 'pi',
    port: 2222,
    hostKey: null,
    labels: { 'example.com/role': 'gate' },
  },
] as const;
