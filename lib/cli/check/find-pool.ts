import { nearest } from '../../findings';
import type { FleetModel, TenantModel, WorkerPoolModel } from '../../model';
import { commandError } from '../problems';

/** A pool and the tenant that it belongs to. */
export interface FoundPool {
  readonly tenant: TenantModel;
  readonly pool: WorkerPoolModel;
}

/**
 * The pool that somebody named on the command line.
 *
 * @param tenantName - name of the tenant, or its path
 * @throws ColonnadeError `CLN9057` with what was probably meant
 */
export function findPool(fleets: readonly FleetModel[], tenantName: string, poolName: string): FoundPool {
  const tenant = findTenant(fleets, tenantName);
  const pool = tenant.workerPools.find(({ name, path }) => name === poolName || path === poolName);
  if (pool !== undefined) return { tenant, pool };
  const names = tenant.workerPools.map(({ name }) => name);
  throw commandError(
    'unknownPool',
    tenant.path,
    `there is no pool '${poolName}'.`,
    suggestion(poolName, names, 'the tenant has no pool: declare one with new WorkerPool(...).'),
  );
}

/**
 * The tenant that somebody named on the command line.
 *
 * @param wanted - its name, or its path
 * @throws ColonnadeError `CLN9057` with what was probably meant
 */
export function findTenant(fleets: readonly FleetModel[], wanted: string): TenantModel {
  const clusters = fleets.flatMap(({ managementClusters }) => managementClusters);
  const tenants = clusters.flatMap((cluster) => cluster.tenants);
  const [tenant, ...others] = tenants.filter(({ name, path }) => name === wanted || path === wanted);
  if (tenant !== undefined && others.length === 0) return tenant;
  if (tenant !== undefined) {
    const paths = [tenant, ...others].map(({ path }) => path);
    throw commandError('unknownPool', wanted, 'several tenants have this name.', `name one of ${paths.join(', ')}.`);
  }
  if (clusters.some(({ importedTenants }) => importedTenants.some(({ name, path }) => [name, path].includes(wanted)))) {
    throw commandError(
      'unknownPool',
      wanted,
      'this program imports the tenant, and does not know its networks.',
      'run the command on the program that renders the tenant, with the pool declared there.',
    );
  }
  const names = wanted.includes('/') ? tenants.map(({ path }) => path) : tenants.map(({ name }) => name);
  throw commandError(
    'unknownPool',
    wanted,
    `there is no tenant '${wanted}'.`,
    suggestion(wanted, names, 'the fleet has no tenants.'),
  );
}

function suggestion(wanted: string, names: readonly string[], none: string): string {
  if (names.length === 0) return none;
  const near = nearest(wanted, names);
  return near === undefined ? `name one of ${[...new Set(names)].sort().join(', ')}.` : `did you mean '${near}'?`;
}
