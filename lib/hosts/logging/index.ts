export { checkLogBucket, logStore } from './log-bucket';
export type { LogBucket, LogStore, LoggedPlaceProps } from './log-bucket';
export { bucketObjects, logCollectorObjects, logNamespace } from './collector';
export type { LoggedCluster } from './collector';
export { LOG_NAMESPACE } from './fluent-bit';
