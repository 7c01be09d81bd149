export type { BackupWriter } from './backup-writer';
export { execKubeconfig } from './exec-kubeconfig';
export type { HostResources } from './host-resources';
export { recordOf } from './record-of';
