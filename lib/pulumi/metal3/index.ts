export { Metal3Hosts } from './hosts';
export type { Metal3HostArgs, Metal3HostsArgs } from './hosts';
