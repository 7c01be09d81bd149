export { machineDeploymentRollout, machineHealthCheckSpec } from './cluster-api';
export type { MachineDeploymentRollout, MachineHealthCheckSpec } from './cluster-api';
export { lifecycleLosses } from './losses';
export type { LifecycleLoss } from './losses';
export { USUAL_REPAIR, usualRollout } from './usual';
export { repairOf } from './without-cluster-api';
export type { RepairAnswer } from './without-cluster-api';
