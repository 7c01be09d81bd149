export { azure } from './azure';
export type { AzureHost } from './azure';
export type { AzureMaintenance, AzureNetworkProps, AzureProps, AzureSettings } from './props';
