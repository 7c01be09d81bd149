export { IbmManagementCluster } from './management-cluster';
export type { BackupWriter } from '../host';
export type { IbmAutoscaler } from './autoscaler';
export type { IbmBackups } from './backups';
export type { IbmManagementClusterArgs } from './management-cluster';
export type {
  IbmAddonsArgs,
  IbmAuthorizationArgs,
  IbmBucketArgs,
  IbmCluster,
  IbmClusterArgs,
  IbmResource,
  IbmSdk,
  IbmServiceInstance,
  IbmTrustedProfileLinkArgs,
  IbmTrustedProfilePolicyArgs,
  IbmWorkerPoolArgs,
  IbmZone,
} from './sdk';
