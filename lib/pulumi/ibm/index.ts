export { IbmManagementCluster } from './management-cluster';
export type { BackupWriter } from '../host';
export type { IbmAutoscaler } from './autoscaler';
export type { IbmBackups } from './backups';
export type { IbmFlowLogs } from './flow-logs';
export type { IbmLogs } from './logs';
export type { IbmManagementClusterArgs } from './management-cluster';
export type { IbmObjectStore } from './object-store';
export type {
  IbmAddonsArgs,
  IbmAuthorizationArgs,
  IbmBucketArgs,
  IbmCluster,
  IbmClusterArgs,
  IbmFlowLogArgs,
  IbmResource,
  IbmResourceKey,
  IbmResourceKeyArgs,
  IbmSdk,
  IbmServiceInstance,
  IbmTrustedProfileLinkArgs,
  IbmTrustedProfilePolicyArgs,
  IbmWorkerPoolArgs,
  IbmZone,
} from './sdk';
