export { kubespray } from './kubespray';
export type { KubesprayProps } from './props';
export { KUBESPRAY_FACTS } from './facts';
export type { ApiEndpoint, Balancer } from '../endpoint';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { KubeVip } from '../kube-vip';
export type { Machine, NodeMarks, NodeTaint, SshAccess, WorkerMachine } from '../machines';
export type { InstallerNetwork } from '../networks';
