export { aws, clusterNameOf, keyAliasOf } from './aws';
export type { AwsHost } from './aws';
export { CONTROL_PLANE_LOGS } from './eksctl';
export { labelsOf, taintsOf } from './facts';
export { machineTypeFacts } from './machine-types';
export type { MachineTypeFacts } from './machine-types';
export type {
  AwsBackupsProps,
  AwsHostProps,
  AwsNodes,
  AwsNodesProps,
  AwsSettings,
  EtcdVolumes,
  FlowLogs,
  StaticAddresses,
} from './settings';
