export { RancherImportedCluster } from './imported-cluster';
export type { RancherImportedClusterArgs } from './imported-cluster';
