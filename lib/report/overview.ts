import type { FleetModel } from '../model';
import { count } from './text';

/** What a fleet consists of, in numbers. */
export interface FleetOverview {
  /** Construct id of the fleet. */
  readonly name: string;
  readonly managementClusters: number;
  /** Shared datastores; a dedicated one belongs to its tenant and is not counted. */
  readonly datastores: number;
  readonly tenants: number;
  readonly workerPools: number;
}

/** Counts what a fleet consists of. Imported things count too. */
export function fleetOverview(fleet: FleetModel): FleetOverview {
  const clusters = fleet.managementClusters;
  const tenants = clusters.flatMap((cluster) => [...cluster.tenants, ...cluster.importedTenants]);
  return {
    name: fleet.name,
    managementClusters: clusters.length,
    datastores: sum(clusters.map((cluster) => cluster.stores.length)),
    tenants: tenants.length,
    workerPools: sum(tenants.map((tenant) => tenant.workerPools.length)),
  };
}

/** `1 management cluster, 1 datastore, 2 tenant control planes, 1 worker pool`. */
export function formatOverview(overview: FleetOverview): string {
  return [
    count(overview.managementClusters, 'management cluster'),
    count(overview.datastores, 'datastore'),
    count(overview.tenants, 'tenant control plane'),
    count(overview.workerPools, 'worker pool'),
  ].join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
