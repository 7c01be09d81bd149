export { GcpAutoscalerIdentity } from './autoscaler';
export type { GcpAutoscalerIdentityArgs } from './autoscaler';
export { GcpWorkerGroup } from './worker-group';
export type { GcpWorkerGroupArgs } from './worker-group';
