export { puppet } from './puppet';
export { PUPPET_FACTS } from './facts';
export type { EyamlKeys, PuppetProps } from './props';
export type { Balancer } from '../endpoint';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { Machine, NodeMarks, NodeTaint, WorkerMachine } from '../machines';
export type { InstallerNetwork } from '../networks';
