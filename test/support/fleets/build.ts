import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import type { AnyEndpoint, IEtcdStore, ITenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import type { Construct } from 'constructs';
import type { ClusterData, EndpointData, FleetData, PoolData, StoreChoice } from './data';

/** Makes the constructs of a fleet, as a program would. */
export function buildFleet(scope: Construct, data: FleetData): Fleet {
  const fleet = new Fleet(scope, data.id);
  for (const cluster of data.clusters) buildCluster(fleet, cluster);
  return fleet;
}

function buildCluster(fleet: Fleet, data: ClusterData): void {
  const props = { ...data.props, host: existing({ loadBalancer: 'none', ...data.host }), engine: native() };
  const cluster = data.imported
    ? ManagementCluster.fromManagementCluster(fleet, data.id, props)
    : new ManagementCluster(fleet, data.id, props);
  const stores = new Map<string, IEtcdStore>();
  for (const store of data.stores) {
    const made =
      store.kind === 'managed'
        ? new EtcdStore(cluster, store.id, store.props)
        : EtcdStore.fromEndpoints(cluster, store.id, store.props);
    stores.set(store.id, made);
  }
  for (const tenant of data.tenants) {
    const made = new TenantControlPlane(cluster, tenant.id, {
      ...tenant.props,
      ...(tenant.ownEngine ? { engine: native() } : {}),
      store: storeOf(tenant.store, stores),
      endpoint: endpointOf(tenant.endpoint),
    });
    buildPools(made, tenant.pools);
  }
  for (const tenant of data.importedTenants) {
    buildPools(TenantControlPlane.fromTenantControlPlane(cluster, tenant.id, tenant.attributes), tenant.pools);
  }
}

function buildPools(tenant: ITenantControlPlane, pools: readonly PoolData[]): void {
  for (const { id, props } of pools) new WorkerPool(tenant, id, props);
}

function storeOf(choice: StoreChoice, stores: ReadonlyMap<string, IEtcdStore>) {
  if (choice.kind === 'word') return 'dedicated';
  if (choice.kind === 'dedicated') return EtcdStore.dedicated(choice.props);
  const store = stores.get(choice.id);
  if (store === undefined) throw new Error(`The description names a store ${choice.id} that it does not have.`);
  return store;
}

function endpointOf(data: EndpointData): AnyEndpoint {
  switch (data.kind) {
    case 'loadBalancer': {
      const { address, hostname, ...rest } = data.props;
      if (address !== undefined && hostname === undefined) return Endpoint.loadBalancer({ ...rest, address });
      if (hostname !== undefined && address === undefined) return Endpoint.loadBalancer({ ...rest, hostname });
      if (address === undefined && hostname === undefined) return Endpoint.loadBalancer(rest);
      // What a JavaScript caller can do: both, which no overload takes.
      return Reflect.apply(Endpoint.loadBalancer, Endpoint, [data.props]) as AnyEndpoint;
    }
    case 'nodePort':
      return Endpoint.nodePort(data.props);
    case 'clusterIp':
      return Endpoint.clusterIp(data.props);
  }
}
