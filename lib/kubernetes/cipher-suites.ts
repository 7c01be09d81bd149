/**
 * Cipher suites for TLS 1.2, forward secret and authenticated; TLS 1.3 has its own. Names of Go's crypto/tls, the intermediate
 * profile of https://ssl-config.mozilla.org/.
 */
export const CIPHER_SUITES: readonly string[] = Object.freeze([
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
]);
