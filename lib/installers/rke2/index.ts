export { rke1, rke2 } from './rke2';
export { rancherRke2 } from './rancher';
export { RKE2_FACTS } from './facts';
export { RKE2_PROBLEMS } from './problems';
export type {
  RancherBucket,
  RancherRke2Props,
  RancherSnapshots,
  Rke2ClusterProps,
  Rke2Props,
  Rke2Snapshots,
} from './props';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { Machine, NodeMarks, NodeTaint, WorkerMachine } from '../machines';
export type { InstallerNetwork } from '../networks';
