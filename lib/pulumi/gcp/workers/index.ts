export { GcpWorkerGroup } from './worker-group';
export type { GcpWorkerGroupArgs } from './worker-group';
