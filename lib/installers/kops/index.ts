export { kops } from './kops';
export { KOPS_FACTS } from './facts';
export { KOPS_PROBLEMS } from './problems';
export type { KopsApi, KopsNodeGroup, KopsProps } from './props';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { NodeMarks, NodeTaint } from '../machines';
