export { AwsAutoscalerIdentity } from './autoscaler';
export type { AwsAutoscalerIdentityArgs } from './autoscaler';
export { AwsWorkerGroup } from './worker-group';
export type { AwsWorkerDisk, AwsWorkerGroupArgs } from './args';
export type { MachineIdentity } from './machine-identity';
export type { PodIdentity } from './pod-identity';
