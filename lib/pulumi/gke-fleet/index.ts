export { GkeAttachedCluster } from './attached-cluster';
export type { GkeAttachedClusterArgs } from './attached-cluster';
export { GkeFleetMember } from './member';
export type { GkeFleetMemberArgs } from './member';
