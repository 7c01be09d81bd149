export { backupSecret } from './backup-secret';
export type { BackupSecretArgs } from './backup-secret';
export type { BackupWriter } from './backup-writer';
export { execKubeconfig } from './exec-kubeconfig';
export type { HostResources } from './host-resources';
export { recordOf } from './record-of';
