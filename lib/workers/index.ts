export { REFUSED_WORKER_KINDS } from './compatibility';
export type { RefusedWorkerKind, RefusedWorkerKindName } from './compatibility';
