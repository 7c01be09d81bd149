import { request as httpsRequest } from 'node:https';
import { parse } from 'yaml';
import { commandError } from '../problems';

/** How an administrator reaches the API server of a tenant. */
export interface TenantAccess {
  /** As in the kubeconfig, for example `https://203.0.113.10:6443`. */
  readonly server: string;
  /** Certificates in PEM. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** What it answered. */
export interface TenantAnswer {
  readonly status: number;
  readonly body: unknown;
  /** What time it is there, in milliseconds since the epoch: this machine's clock may be wrong. */
  readonly time: number;
}

const TIMEOUT_MS = 20_000;

/**
 * Reads the kubeconfig of a tenant's administrators.
 *
 * @throws ColonnadeError `CLN9061` when it is not one that Colonnade makes
 */
export function accessOf(kubeconfig: string, tenant: string): TenantAccess {
  const config: unknown = parse(kubeconfig);
  const cluster = property(first(property(config, 'clusters')), 'cluster');
  const user = property(first(property(config, 'users')), 'user');
  const access = {
    server: text(property(cluster, 'server')),
    ca: decoded(property(cluster, 'certificate-authority-data')),
    certificate: decoded(property(user, 'client-certificate-data')),
    key: decoded(property(user, 'client-key-data')),
  };
  if (Object.values(access).includes('') || !URL.canParse(access.server)) {
    throw commandError(
      'tenantApi',
      tenant,
      'its Secret admin-kubeconfig holds no kubeconfig with a server, a CA and a client certificate.',
      'see whether its Job admin-kubeconfig has run: kubectl get jobs --namespace NAMESPACE.',
    );
  }
  return access;
}

/**
 * Asks the API server of a tenant, without a file: the key of an administrator is nothing to leave on a disk.
 *
 * @param path - with query
 * @throws ColonnadeError `CLN9061` when it cannot be reached, or answers with another status than wanted
 */
export async function askTenant(
  access: TenantAccess,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  wanted: readonly number[],
  body?: unknown,
): Promise<TenantAnswer> {
  const answer = await send(access, method, path, body).catch((error: unknown) => {
    throw commandError(
      'tenantApi',
      access.server,
      `its API server does not answer: ${error instanceof Error ? error.message : String(error)}.`,
      'run the command where the endpoint of the tenant can be reached.',
    );
  });
  if (wanted.includes(answer.status)) return answer;
  const message = text(property(answer.body, 'message'));
  throw commandError(
    'tenantApi',
    access.server,
    `its API server answered ${method} with ${answer.status}${message === '' ? '' : `: ${message}`}.`,
    'see whether its Job bootstrap has run, and whether somebody changed the rights of kubeadm:cluster-admins.',
  );
}

function send(access: TenantAccess, method: string, path: string, body: unknown): Promise<TenantAnswer> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    accept: 'application/json',
    ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
  };
  const { ca, certificate: cert, key } = access;
  return new Promise((resolve, reject) => {
    const url = new URL(path, access.server);
    const outgoing = httpsRequest(url, { method, headers, ca, cert, key, agent: false }, (incoming) => {
      let received = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (received += chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        clearTimeout(timer);
        const time = Date.parse(incoming.headers.date ?? '');
        resolve({
          status: incoming.statusCode ?? 0,
          body: parsedJson(received),
          time: Number.isNaN(time) ? Date.now() : time,
        });
      });
    });
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(payload);
  });
}

function parsedJson(received: string): unknown {
  try {
    return JSON.parse(received);
  } catch {
    return undefined;
  }
}

/** A property of what may be no object. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** What should be a text; empty when it is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What base64 in a field stands for; empty when there is none. */
export function decoded(value: unknown): string {
  return Buffer.from(text(value), 'base64').toString('utf8');
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
