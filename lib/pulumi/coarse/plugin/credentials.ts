import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Access, Credentials, ExecPlugin } from './kubeconfig';
import { reasonOf, setProblem } from './problems';
import { mapOf } from './values';

/** What goes along with a request. */
export interface Proof {
  readonly token?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** What commands print that is used until it expires. */
interface Printed extends Proof {
  readonly until: number;
}

const EXEC_TIMEOUT_MS = 60_000;
const EXEC_MAX_BYTES = 1 << 20;
/** A token that ends this soon is not used any more, so that it does not end on the way. */
const EARLY_MS = 60_000;

/** Proofs of one user. What a command printed is used until it expires, or until it is said to be refused. */
export class Proofs {
  private printed: Promise<Printed> | undefined;
  private readonly credentials: Credentials;

  public constructor(private readonly access: Access) {
    this.credentials = access.credentials;
  }

  public async proof(): Promise<Proof> {
    switch (this.credentials.kind) {
      case 'none':
        return {};
      case 'certificate':
        return this.credentials;
      case 'token':
        return { token: this.credentials.read() };
      case 'exec': {
        const before = await this.printed;
        if (before === undefined || before.until <= Date.now()) {
          this.printed = printedBy(this.credentials.plugin, this.access);
          this.printed.catch(() => (this.printed = undefined));
        }
        return (await this.printed) ?? {};
      }
    }
  }

  /** The API server does not know who this is. Returns whether asking again may help. */
  public refused(): boolean {
    const mayChange = this.printed !== undefined;
    this.printed = undefined;
    return mayChange;
  }
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
async function printedBy(
  { command, args, env, apiVersion, isToldCluster }: ExecPlugin,
  access: Access,
): Promise<Printed> {
  const cluster = {
    server: access.server.href,
    ...(access.authority !== undefined && {
      'certificate-authority-data': Buffer.from(access.authority, 'utf8').toString('base64'),
    }),
  };
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(isToldCluster && { cluster }) },
  };
  try {
    const { stdout } = await promisify(execFile)(command, [...args], {
      env: { ...process.env, ...env, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
      timeout: EXEC_TIMEOUT_MS,
      maxBuffer: EXEC_MAX_BYTES,
    });
    return printedOf(JSON.parse(stdout));
  } catch (error) {
    throw setProblem('kubeconfig', {
      path: 'kubeconfig',
      property: 'users.exec',
      message: `${command} gave no credentials: ${reasonOf(error)}`,
      fix: `run ${[command, ...args].join(' ')} where Pulumi runs, and mend what it says.`,
    });
  }
}

function printedOf(answer: unknown): Printed {
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = mapOf(mapOf(answer)['status']);
  const proof: Proof = {
    ...(typeof token === 'string' && { token }),
    ...(typeof clientCertificateData === 'string' && { certificate: clientCertificateData }),
    ...(typeof clientKeyData === 'string' && { key: clientKeyData }),
  };
  if (Object.keys(proof).length === 0) throw new Error('its answer has neither a token nor a certificate.');
  const until = typeof expirationTimestamp === 'string' ? Date.parse(expirationTimestamp) - EARLY_MS : Infinity;
  return { ...proof, until };
}
