export { AwsWorkerGroup } from './worker-group';
export type { AwsWorkerDisk, AwsWorkerGroupArgs } from './args';
export type { JoinWriter } from './join-secret';
export type { MachineIdentity } from './machine-identity';
