export { DigitalOceanWorkerGroup } from './worker-group';
export type { DigitalOceanWorkerGroupArgs } from './worker-group';
