export { IbmManagementCluster } from './management-cluster';
export type { IbmManagementClusterArgs } from './management-cluster';
export type { IbmClusterArgs, IbmResource, IbmSdk, IbmWorkerPoolArgs, IbmZone } from './sdk';
