import fc from 'fast-check';
import type { FleetData } from './data';
import { clusterDraw, tenantDraw } from './draws';
import { settleFleet } from './settle';

export { buildFleet } from './build';
export type { ClusterData, EndpointData, FleetData, PoolData, StoreData, TenantData } from './data';
export type { Mutation } from './mutation';
export { MUTATIONS_OF_MEANING } from './mutations-of-meaning';
export { MUTATIONS_OF_SHAPE } from './mutations-of-shape';
export { runs, SEED } from './seed';

/**
 * Random valid fleets over the whole public API: one or two management clusters, each with up to three stores (managed and
 * external) and four tenants, every property of every construct there or not. Shrinks towards one empty cluster.
 */
export const fleets: fc.Arbitrary<FleetData> = fc
  .tuple(
    fc.constantFrom(...Array<string>(9).fill('acme'), `f${'9'.repeat(39)}`),
    fc.array(clusterDraw, { minLength: 1, maxLength: 2 }),
  )
  .map(([id, clusters]) => settleFleet(id, clusters));

/** Random valid fleets whose first cluster has a managed store and a tenant at least, for tests that break one of these. */
export const populatedFleets: fc.Arbitrary<FleetData> = fc
  .tuple(fc.array(clusterDraw, { minLength: 1, maxLength: 2 }), tenantDraw)
  .map(([clusters, tenant]) => {
    const [first, ...others] = clusters;
    if (first === undefined) throw new Error('There is at least one cluster.');
    const tenants = first.tenants.length === 0 ? [tenant] : first.tenants;
    return settleFleet('acme', [{ ...first, tenants }, ...others]);
  });
