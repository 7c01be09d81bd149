import type { Bytes, KubernetesVersion } from '../../kubernetes';
import type { EtcdClusterModel, HostFacts, StoreBindingModel, TenantModel, WorkerPoolModel } from '../../model';
import { DEDICATED_ETCD, DEFAULT_NETWORK, DEFAULT_SIZE } from '../defaults';
import { describeEtcdCluster } from '../describe/describe-etcd';
import { describeTenant } from '../describe/describe-tenant';
import { describeWorkerPool } from '../describe/describe-worker-pool';
import type { AnyEndpoint } from '../endpoint';
import type { WorkerPoolProps } from '../props/worker-pool-props';

/**
 * The same tenant as if its program had said only what it has to: the differences are what it said besides. Defaults follow from other
 * fields, so those are kept.
 */
export function usualTenant(tenant: TenantModel, host: HostFacts): TenantModel {
  const { name, path, namespace, version, size, engine, network, konnectivity } = tenant;
  const usual = describeTenant(
    {
      // It was one when the tenant was described.
      version: version as KubernetesVersion,
      namespace,
      size,
      store: 'dedicated',
      endpoint: usualEndpoint(tenant),
      network: { serviceCidrs: [network.serviceCidrs[0] ?? ''] },
      ...(!konnectivity.enabled && { konnectivity: false }),
    },
    { name, path, host, engine },
  );
  return {
    ...usual,
    size: DEFAULT_SIZE,
    store: usualStore(tenant, host),
    konnectivity: { ...usual.konnectivity, enabled: true },
    network: { ...usual.network, serviceCidrs: DEFAULT_NETWORK.serviceCidrs },
  };
}

function usualEndpoint({ endpoint }: TenantModel): AnyEndpoint {
  switch (endpoint.kind) {
    case 'loadBalancer':
      return { kind: 'loadBalancer', by: 'status' };
    case 'nodePort':
      return { kind: 'nodePort', address: endpoint.address, nodePort: endpoint.nodePort };
    case 'clusterIp':
      return { kind: 'clusterIp' };
  }
}

function usualStore({ store, namespace }: TenantModel, host: HostFacts): StoreBindingModel {
  return store.kind === 'shared' ? store : { kind: 'dedicated', cluster: usualEtcd(store.cluster, namespace, host) };
}

/** A default of the quota follows from the volume. */
function usualEtcd(cluster: EtcdClusterModel, namespace: string, host: HostFacts): EtcdClusterModel {
  const { members, volume } = DEDICATED_ETCD;
  // It was a size when the store was described.
  const usual = describeEtcdCluster({ members, volume: cluster.volume as Bytes }, namespace, host);
  return { ...usual, volume };
}

/** The same pool as if its program had said only where its machines come from. How they get credentials follows from that. */
export function usualPool(pool: WorkerPoolModel, tenant: TenantModel): WorkerPoolModel {
  const { name, path, machines, size, join } = pool;
  const { network, addons, images, version } = tenant;
  // Whatever the source is, its facts are in the model, and nothing else is asked of it here.
  const props = { machines: { facts: machines, delivery: { kind: 'person' } }, size } as WorkerPoolProps;
  const usual = describeWorkerPool(name, path, props, {
    name: tenant.name,
    version,
    network,
    kubeProxy: addons.kubeProxy?.mode ?? null,
    imagesRegistry: images.registry,
    workers: null,
  });
  return { ...usual, size, join: { ...join, tokenMinutes: usual.join.tokenMinutes } };
}
