export { backupSecret } from './backup-secret';
export type { BackupSecretArgs } from './backup-secret';
export type { BackupWriter } from './backup-writer';
export { execKubeconfig } from './exec-kubeconfig';
export type { HostResources } from './host-resources';
export { logCollector } from './log-collector';
export type { LogCollector, LogCollectorArgs } from './log-collector';
export { recordOf } from './record-of';
