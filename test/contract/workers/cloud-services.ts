import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueServing } from '../konnectivity/credentials';

/** A request that arrived. */
export interface Asked {
  readonly method: string;
  /** `host/path?query`, as the client means it. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is answered: a text with status 200, or `undefined` for 404. */
export type Answers = (asked: Asked) => string | undefined;

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Services of clouds on loopback, for programs that believe to talk to the real ones: a proxy ends every TLS connection here, and the
 * metadata service of machines is reached by curl's own configuration. Nothing leaves this machine.
 */
export class CloudServices {
  public readonly asked: Asked[] = [];
  public readonly folder = mkdtempSync(join(tmpdir(), 'colonnade-clouds-'));
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly front: Server,
    private readonly tls: Server,
  ) {}

  /** @param names - hosts that are answered for */
  public static async open(names: readonly string[], answers: Answers): Promise<CloudServices> {
    const { ca, certificate, key } = await issueServing(names);
    const listen: RequestListener = (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const asked = {
          method: request.method ?? '',
          url: `${request.headers.host ?? ''}${request.url ?? ''}`,
          headers: request.headers,
          body: Buffer.concat(parts).toString('utf8'),
        };
        services.asked.push(asked);
        const answer = answers(asked);
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(answer ?? '{}');
      });
    };
    const tls = createTlsServer({ cert: certificate, key }, listen);
    const front = createServer(listen);
    const services = new CloudServices(front, tls);
    front.on('connect', (_: IncomingMessage, client: Socket) => {
      const server = connect(portOf(tls), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        services.sockets.add(from);
        from.on('error', () => to.destroy()).pipe(to);
      }
    });
    for (const server of [front, tls]) {
      server.on('connection', (socket: Socket) => services.sockets.add(socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    writeFileSync(join(services.folder, 'ca.crt'), ca);
    writeFileSync(
      join(services.folder, '.curlrc'),
      `connect-to = "169.254.169.254:80:127.0.0.1:${String(portOf(front))}"\n`,
    );
    return services;
  }

  /** `http://127.0.0.1:port` of what answers without TLS. */
  public get url(): string {
    return `http://127.0.0.1:${String(portOf(this.front))}`;
  }

  /** Runs a script of POSIX shell with the programs of this machine, whose home is empty but for what leads them here. */
  public run(script: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const ca = join(this.folder, 'ca.crt');
    const env = {
      ...{ PATH: process.env['PATH'] ?? '', HOME: this.folder, LC_ALL: 'C.UTF-8' },
      ...{ HTTPS_PROXY: this.url, https_proxy: this.url, CURL_CA_BUNDLE: ca, AWS_CA_BUNDLE: ca },
      ...environment,
    };
    return new Promise((resolve) => {
      execFile('sh', ['-c', script], { env, timeout: 240_000 }, (error, out, err) => {
        resolve({ code: error === null ? 0 : 1, out, err });
      });
    });
  }

  /** Ends everything and removes the folder. */
  public async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    for (const server of [this.front, this.tls]) await new Promise((resolve) => server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Whether the request has the signature that AWS computes for it, and names the headers that it covers.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf(asked: Asked, secretKey: string): { readonly valid: boolean; readonly covers: string[] } {
  const header = asked.headers.authorization ?? '';
  const [, scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+?), ?SignedHeaders=(\S+?), ?Signature=([0-9a-f]{64})$/.exec(header) ?? [];
  const covers = signed.split(';');
  const path = `/${asked.url.split('/').slice(1).join('/')}`;
  const canonical = [
    asked.method,
    path,
    '',
    ...covers.map((name) => `${name}:${String(asked.headers[name] ?? '').trim()}`),
    '',
    signed,
    sha256(asked.body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', String(asked.headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${secretKey}`),
    );
  return { valid: createHmac('sha256', key).update(text).digest('hex') === signature, covers };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
