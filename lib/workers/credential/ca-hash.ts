import { X509Certificate, createHash } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * `sha256:` and the SHA-256 of a certificate's public key info (`SubjectPublicKeyInfo`, DER) in hexadecimal, as
 * `kubeadm join --discovery-token-ca-cert-hash` takes it.
 *
 * @param pem - one certificate
 * @throws Error when it is none
 */
export function caHash(pem: string): string {
  const info = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256:${createHash('sha256').update(info).digest('hex')}`;
}

/** The hash of each certificate of a bundle; empty when there is none, `undefined` when one is unreadable. */
export function caHashes(bundle: string): readonly string[] | undefined {
  try {
    return (bundle.match(CERTIFICATE) ?? []).map(caHash);
  } catch {
    return undefined;
  }
}
