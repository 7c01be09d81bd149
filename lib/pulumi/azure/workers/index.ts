export { AzureWorkerGroup } from './worker-group';
export type { AzureJoinWriter, AzureWorkerGroupArgs } from './worker-group';
