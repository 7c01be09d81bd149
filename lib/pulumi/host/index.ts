export type { HostResources } from './host-resources';
