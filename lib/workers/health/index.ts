export { machineDeploymentRollout, machineHealthCheckSpec } from './cluster-api';
export type { MachineDeploymentRollout, MachineHealthCheckSpec } from './cluster-api';
export { repairOf } from './without-cluster-api';
export type { RepairAnswer } from './without-cluster-api';
