export { HetznerWorkerGroup } from './worker-group';
export type { HetznerWorkerGroupArgs } from './worker-group';
