export type { BackupWriter } from '../host';
export type { GcpBackups } from './backups';
export type { GcpKeyPurpose, GcpKeys } from './keys';
export { GcpManagementCluster } from './management-cluster';
export type { GcpManagementClusterArgs } from './management-cluster';
export type { GcpNetwork } from './network';
export type { GcpNodeIdentity } from './node-identity';
export { GcpAutoscalerIdentity, GcpWorkerGroup } from './workers';
export type { GcpAutoscalerIdentityArgs, GcpWorkerGroupArgs } from './workers';
