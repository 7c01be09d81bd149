export type { OpenStackBackups } from './backups';
export { OpenStackManagementCluster } from './management-cluster';
export type { OpenStackManagementClusterArgs } from './management-cluster';
export type { OpenStackApiBalancer, OpenStackEndpoint } from './balancers';
export type { OpenStackChartVersions, OpenStackControllers } from './controllers';
export type { OpenStackNetwork } from './network';
export type { OpenStackServers } from './servers';
export { OpenStackWorkerGroup } from './workers';
export type { OpenStackWorkerGroupArgs } from './workers';
