export { gcp } from './gcp';
export { diskFamily } from './machine-types';
export type { GcpHost } from './gcp';
export type { GcpAuthorizedNetwork, GcpMaintenance, GcpNetworkProps, GcpProps, GcpSettings } from './props';
