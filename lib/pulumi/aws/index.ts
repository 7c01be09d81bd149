export type { EndpointAddresses } from './addresses';
export type { AwsBackups } from './backups';
export type { EncryptionKey } from './encryption-key';
export { AwsExistingCluster } from './existing-cluster';
export type { AwsExistingClusterArgs } from './existing-cluster';
export { AwsFargateProfile } from './fargate';
export type { AwsFargateProfileArgs } from './fargate';
export type { AwsFlowLogs } from './flow-logs';
export { AwsManagementCluster } from './management-cluster';
export type { AwsManagementClusterArgs } from './management-cluster';
export type { ExistingAwsNetwork } from './network';
export { AwsAutoscalerIdentity, AwsWorkerGroup } from './workers';
export type {
  AwsAutoscalerIdentityArgs,
  AwsWorkerDisk,
  AwsWorkerGroupArgs,
  MachineIdentity,
  PodIdentity,
} from './workers';
