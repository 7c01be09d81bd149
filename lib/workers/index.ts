export { REFUSED_WORKER_KINDS } from './compatibility';
export type { RefusedWorkerKind, RefusedWorkerKindName } from './compatibility';
export {
  CREDENTIAL_MARK,
  CREDENTIAL_PROBLEMS,
  caHash,
  isExpired,
  parseCredential,
  redactCredential,
  writeCredential,
} from './credential';
export type { JoinCredential } from './credential';
