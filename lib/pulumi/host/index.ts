export type { HostResources } from './host-resources';
export { recordOf } from './record-of';
