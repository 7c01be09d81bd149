export { EtcdStore } from './etcd-store';
export type { EtcdStoreArgs } from './etcd-store';
export { ManagementCluster } from './management-cluster';
export type { ManagementClusterArgs } from './management-cluster';
export { TenantControlPlane } from './tenant-control-plane';
export type { TenantControlPlaneArgs } from './tenant-control-plane';
export { WorkerPool } from './worker-pool';
export type { WorkerPoolArgs } from './worker-pool';
