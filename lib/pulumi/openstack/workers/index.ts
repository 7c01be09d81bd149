export { OpenStackWorkerGroup } from './worker-group';
export type { OpenStackWorkerGroupArgs } from './worker-group';
