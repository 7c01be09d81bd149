import type {
  EtcdClusterModel,
  EtcdStoreModel,
  FleetModel,
  ManagementClusterModel,
  TenantModel,
  WorkerPoolModel,
} from '../model';

/** Visits every tenant that this fleet renders, with its management cluster. */
export function eachTenant(
  fleet: FleetModel,
  visit: (tenant: TenantModel, cluster: ManagementClusterModel) => void,
): void {
  for (const cluster of fleet.managementClusters) {
    for (const tenant of cluster.tenants) visit(tenant, cluster);
  }
}

/** Visits every shared store, with its management cluster. */
export function eachStore(
  fleet: FleetModel,
  visit: (store: EtcdStoreModel, cluster: ManagementClusterModel) => void,
): void {
  for (const cluster of fleet.managementClusters) {
    for (const store of cluster.stores) visit(store, cluster);
  }
}

/** An etcd cluster that this fleet renders, and where its properties are written in the program. */
export interface EtcdPlace {
  /** Construct path of the store or, for a dedicated one, of the tenant. */
  readonly path: string;
  /** The property that a name of the etcd model has in the program: `members`, or `store.members` for a dedicated one. */
  property(name: string): string;
  readonly cluster: ManagementClusterModel;
}

/** Visits every etcd cluster that this fleet renders, shared and dedicated. */
export function eachEtcd(fleet: FleetModel, visit: (etcd: EtcdClusterModel, place: EtcdPlace) => void): void {
  for (const cluster of fleet.managementClusters) {
    for (const store of cluster.stores) {
      if (store.cluster) visit(store.cluster, { path: store.path, property: (name) => name, cluster });
    }
    for (const tenant of cluster.tenants) {
      if (tenant.store.kind === 'dedicated') {
        visit(tenant.store.cluster, { path: tenant.path, property: (name) => `store.${name}`, cluster });
      }
    }
  }
}

/** What a worker pool has to fit to: its control plane, rendered here or imported. */
export interface ControlPlane {
  readonly name: string;
  readonly path: string;
  readonly version: string;
}

/** Visits the worker pools of each tenant, rendered here or imported. */
export function eachPools(fleet: FleetModel, visit: (pools: readonly WorkerPoolModel[]) => void): void {
  for (const cluster of fleet.managementClusters) {
    for (const tenant of [...cluster.tenants, ...cluster.importedTenants]) {
      if (tenant.workerPools.length > 0) visit(tenant.workerPools);
    }
  }
}

/** Visits every worker pool, with its control plane. */
export function eachPool(fleet: FleetModel, visit: (pool: WorkerPoolModel, tenant: ControlPlane) => void): void {
  for (const cluster of fleet.managementClusters) {
    for (const tenant of [...cluster.tenants, ...cluster.importedTenants]) {
      for (const pool of tenant.workerPools) visit(pool, tenant);
    }
  }
}

/** Puts a value into the list of its key. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/**
 * Names the others of a group in a message, at most three of them by path, so that a group of thousands stays readable and
 * cheap: `acme/eu-1/a, acme/eu-1/b and 7 more`.
 */
export function othersOf(group: readonly { readonly path: string }[], self: { readonly path: string }): string {
  const shown: string[] = [];
  for (const member of group) {
    if (member.path !== self.path && !shown.includes(member.path)) shown.push(member.path);
    if (shown.length === 3) break;
  }
  const more = group.length - 1 - shown.length;
  const text = shown.join(', ');
  return more > 0 ? `${text} and ${more} more` : text;
}
