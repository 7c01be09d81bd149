export {
  BOOTSTRAP_TOKENS,
  JOIN_KEYS,
  bootstrapTokenSecret,
  singleUseTokenId,
  usesTokenDiscovery,
} from './bootstrap-token';
export type { BootstrapToken, TokenPool } from './bootstrap-token';
export { caHash } from './ca-hash';
export { CREDENTIAL_MARK, isExpired, parseCredential, redactCredential, writeCredential } from './format';
export type { JoinCredential } from './format';
export { joinName, shortPoolName } from './names';
export { CREDENTIAL_PROBLEMS } from './problems';
export { storeHost } from './store-host';
export { credentialLife } from './life';
export type { LivingPool } from './life';
