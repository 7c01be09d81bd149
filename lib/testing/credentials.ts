import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Who signs and who is who in a local control plane. Files of the same names lie in its folder. */
export interface Credentials {
  /** Certificate of the authority that signed the others, in PEM. */
  readonly ca: string;
  /** Serving certificate of kube-apiserver. */
  readonly serving: KeyPair;
  /** Client certificate of a member of `system:masters`. */
  readonly admin: KeyPair;
}

/** Makes the credentials and writes them into a folder: ca.crt, serving.{crt,key}, admin.{crt,key}, service-account.key. */
export async function makeCredentials(folder: string): Promise<Credentials> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // One file both to sign and to verify with: kube-apiserver reads a public key out of SEC 1 but not out of PKCS #8.
  const serviceAccount = privateKey.export({ type: 'sec1', format: 'pem' });
  await writeFile(join(folder, 'service-account.key'), serviceAccount, { mode: 0o600 });
  await issue(folder, 'ca', '/CN=colonnade-local', []);
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key'];
  await Promise.all([
    issue(folder, 'serving', '/CN=kube-apiserver', [
      ...signed,
      ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost', '-addext', 'extendedKeyUsage=serverAuth'],
    ]),
    issue(folder, 'admin', '/O=system:masters/CN=admin', [...signed, '-addext', 'extendedKeyUsage=clientAuth']),
  ]);
  const [ca, serving, admin] = await Promise.all([
    readFile(join(folder, 'ca.crt'), 'utf8'),
    readPair(folder, 'serving'),
    readPair(folder, 'admin'),
  ]);
  return { ca, serving, admin };
}

async function issue(folder: string, name: string, subject: string, more: readonly string[]): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`];
  await run('openssl', ['req', '-x509', ...key, '-out', `${name}.crt`, '-subj', subject, '-days', '2', ...more], {
    cwd: folder,
  });
}

async function readPair(folder: string, name: string): Promise<KeyPair> {
  const [certificate, key] = await Promise.all([
    readFile(join(folder, `${name}.crt`), 'utf8'),
    readFile(join(folder, `${name}.key`), 'utf8'),
  ]);
  return { certificate, key };
}
