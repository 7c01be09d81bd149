export type { KubevirtInfrastructure, KubevirtNetwork } from './infrastructure';
export { KubevirtManagementCluster } from './management-cluster';
export type { KubevirtManagementClusterArgs } from './management-cluster';
export { KubevirtWorkerGroup } from './workers';
export type { KubevirtWorkerGroupArgs } from './workers';
