export { HetznerManagementCluster } from './management-cluster';
export type { HetznerManagementClusterArgs } from './management-cluster';
export type { HetznerApiBalancer } from './balancers';
export type { HetznerChartVersions, HetznerControllers } from './controllers';
export type { HetznerNetwork } from './network';
export type { HetznerServers } from './servers';
export { HetznerWorkerGroup } from './workers';
export type { HetznerWorkerGroupArgs } from './workers';
