export { DigitalOceanManagementCluster } from './management-cluster';
export type { DigitalOceanManagementClusterArgs } from './management-cluster';
export type { DigitalOceanBackups } from './backups';
export type { DigitalOceanLogs } from './logs';
export type { LogCollector } from '../host';
export type { KubernetesObjectResource } from '../kubernetes-object';
export type { DigitalOceanNetwork } from './network';
export { DigitalOceanWorkerGroup } from './workers';
export type { DigitalOceanWorkerGroupArgs } from './workers';
