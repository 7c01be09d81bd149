export { AzureAutoscalerIdentity } from './autoscaler';
export type { AzureAutoscalerIdentityArgs } from './autoscaler';
export type { AzureFederatedIdentity } from './federated-identity';
export { AzureWorkerGroup } from './worker-group';
export type { AzureWorkerGroupArgs } from './worker-group';
