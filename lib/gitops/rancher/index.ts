export { rancher } from './rancher';
export type { RancherOptions } from './rancher';
