export { tanzu, tkg } from './tanzu';
export { TANZU_FACTS } from './facts';
export { TANZU_PROBLEMS } from './problems';
export type { TanzuProps, VksNodePool, VksVolume } from './props';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { NodeMarks, NodeTaint } from '../machines';
export type { InstallerNetwork } from '../networks';
