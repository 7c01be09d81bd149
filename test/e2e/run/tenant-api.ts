import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import type { Kubectl } from '../testbed/kubectl';
import { until } from '../testbed/shell';
import { isLeaving, isReady, list } from './objects';
import type { Pod } from './objects';

/** Who asks: a client certificate, or a bearer token. */
export type Identity = { readonly certificate: string; readonly key: string } | { readonly token: string } | undefined;

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Where a tenant answers and whom it trusts. */
export interface TenantAccess {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  readonly identity: Identity;
  /** Name that the serving certificate is checked against. @default - the host */
  readonly servername?: string;
}

interface Kubeconfig {
  readonly clusters: readonly [
    { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } },
  ];
  readonly users: readonly [
    { readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string } },
  ];
}

/** Namespace of a tenant in the management cluster. */
export const namespaceOf = (tenant: string): string => `tenant-${tenant}`;

const serviceNameOf = (tenant: string): string => `kube-apiserver.${namespaceOf(tenant)}.svc`;

/** Reads a key of a Secret. */
export async function secretText(kubectl: Kubectl, namespace: string, name: string, key: string): Promise<string> {
  const secret = JSON.parse(await kubectl(['-n', namespace, 'get', 'secret', name, '-o', 'json'])) as {
    readonly data: Readonly<Record<string, string>>;
  };
  return Buffer.from(secret.data[key] ?? '', 'base64').toString('utf8');
}

/** The kubeconfig for people that the bootstrap composed, through the tenant's endpoint. */
export async function adminAccess(kubectl: Kubectl, tenant: string): Promise<TenantAccess> {
  return accessOf(await secretText(kubectl, namespaceOf(tenant), 'admin-kubeconfig', 'kubeconfig'));
}

/** What a kubeconfig of a tenant's administrator says. */
export function accessOf(kubeconfig: string): TenantAccess {
  const { clusters, users } = parse(kubeconfig) as Kubeconfig;
  const server = new URL(clusters[0].cluster.server);
  const decode = (data: string): string => Buffer.from(data, 'base64').toString('utf8');
  return {
    host: server.hostname,
    port: Number(server.port === '' ? 443 : server.port),
    ca: decode(clusters[0].cluster['certificate-authority-data']),
    identity: {
      certificate: decode(users[0].user['client-certificate-data']),
      key: decode(users[0].user['client-key-data']),
    },
  };
}

/** The same tenant through the cluster IP of its Service. */
export async function throughService(kubectl: Kubectl, tenant: string, access: TenantAccess): Promise<TenantAccess> {
  const host = await kubectl([
    '-n',
    namespaceOf(tenant),
    'get',
    'service',
    'kube-apiserver',
    '-o',
    'jsonpath={.spec.clusterIP}',
  ]);
  return { ...access, host, servername: serviceNameOf(tenant) };
}

/** Waits until no API server of a tenant knows a token any more: each hears of what was removed some time later. */
export async function untilUnknown(
  kubectl: Kubectl,
  tenant: string,
  { token }: { readonly token: string },
): Promise<void> {
  const { ca } = await adminAccess(kubectl, tenant);
  const servers = await serversOf(kubectl, tenant);
  await until(
    `${tenant} does not know a token`,
    async () => {
      for (const server of servers) {
        const api = new TenantApi({ ...server, ca, identity: { token } });
        const { status } = await api.ask('GET', '/version').finally(() => api.close());
        if (status !== 401) return false;
      }
      return servers.length > 0;
    },
    { seconds: 120, everyMs: 500 },
  );
}

/** Where each ready API server of a tenant answers, whatever its Service does. */
export async function serversOf(
  kubectl: Kubectl,
  tenant: string,
): Promise<readonly Required<Pick<TenantAccess, 'host' | 'port' | 'servername'>>[]> {
  const where = ['-n', namespaceOf(tenant), '-l', 'app.kubernetes.io/name=kube-apiserver'];
  return (await list<Pod>(kubectl, 'pods', where))
    .filter((pod) => isReady(pod) && !isLeaving(pod))
    .map(({ status }) => ({ host: status.podIP ?? '', port: 6443, servername: serviceNameOf(tenant) }));
}

/** Waits until a tenant is ready where it is asked: the rules that lead to it follow its pods. */
export async function untilAnswered(api: TenantApi, what: string): Promise<void> {
  let last = 'nothing';
  await until(
    () => `/readyz at ${what}, which answered ${last}`,
    async () => {
      const { status } = await api.ask('GET', '/readyz');
      last = String(status);
      return status === 200;
    },
    { seconds: 120, everyMs: 500 },
  );
}

/** A client of one tenant. */
export class TenantApi {
  private agent: Agent;

  public constructor(private readonly access: TenantAccess) {
    this.agent = this.newAgent();
  }

  /** Sends one request; any HTTP status is an answer. Rejects when there is none. */
  public async ask(
    method: string,
    path: string,
    body?: object,
    options: { readonly timeoutMs?: number; readonly contentType?: string } = {},
  ): Promise<Answer> {
    const response = await this.send(method, path, body, options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    return { status: response.statusCode ?? 0, body: jsonOf(text) };
  }

  /** Collects the events of a watch until one satisfies a test. */
  public async watchUntil(
    path: string,
    test: (event: { type: string; object: Record<string, unknown> }) => boolean,
    timeoutMs: number,
  ): Promise<void> {
    const response = await this.send('GET', path, undefined, { timeoutMs });
    let rest = '';
    for await (const chunk of response) {
      rest += (chunk as Buffer).toString('utf8');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line !== '' && test(JSON.parse(line) as { type: string; object: Record<string, unknown> })) {
          response.destroy();
          return;
        }
      }
    }
    throw new Error(`the watch of ${path} ended before the event`);
  }

  /** Closes connections, so that the next request dials anew. */
  public reconnect(): void {
    this.agent.destroy();
    this.agent = this.newAgent();
  }

  public close(): void {
    this.agent.destroy();
  }

  private newAgent(): Agent {
    const { ca, identity, servername } = this.access;
    const certificate =
      identity !== undefined && 'certificate' in identity ? { cert: identity.certificate, key: identity.key } : {};
    return new Agent({ keepAlive: true, ca, ...certificate, ...(servername !== undefined && { servername }) });
  }

  private send(
    method: string,
    path: string,
    body: object | undefined,
    options: { readonly timeoutMs?: number; readonly contentType?: string },
  ): Promise<IncomingMessage> {
    const { host, port, identity } = this.access;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...(identity !== undefined && 'token' in identity && { authorization: `Bearer ${identity.token}` }),
      ...(payload !== undefined && {
        'content-type': options.contentType ?? 'application/json',
        'content-length': Buffer.byteLength(payload),
      }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        { host, port, method, path, headers, agent: this.agent, timeout: options.timeoutMs ?? 15_000 },
        resolve,
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer in time`)));
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
