export { KubevirtWorkerGroup } from './worker-group';
export type { KubevirtWorkerGroupArgs } from './worker-group';
