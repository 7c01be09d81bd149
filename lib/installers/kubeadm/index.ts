export { kubeadm } from './kubeadm';
export { KUBEADM_FACTS } from './facts';
export type { AuditLogs, EncryptionAtRest, ExternalEtcd, KubeadmProps } from './props';
export { KUBEADM_PROBLEMS } from './problems';
export type { ApiEndpoint, Balancer } from '../endpoint';
export type { InstallerFile, InstallerFiles } from '../installer';
export type { KubeVip } from '../kube-vip';
export type { Machine, NodeMarks, NodeTaint, WorkerMachine } from '../machines';
export type { InstallerNetwork } from '../networks';
