import { Agent, request as httpsRequest } from 'node:https';
import type { KeyPair } from './credentials';

/** What an API server answered. */
export interface ApiResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The parsed JSON, or the text where the answer is none. */
  readonly body: unknown;
}

/** Settings of one request. */
export interface ApiRequestOptions {
  /** @default 'application/json', and 'application/merge-patch+json' for PATCH */
  readonly contentType?: string;
  /** Longest wait for the whole answer, in seconds. @default 30 */
  readonly timeoutSeconds?: number;
}

/** A minimal client of one API server with one client certificate. */
export class ApiClient {
  private readonly agent: Agent;

  public constructor(
    private readonly server: {
      readonly host: string;
      readonly port: number;
      readonly ca: string;
      readonly user: KeyPair;
    },
  ) {
    const { ca, user } = server;
    this.agent = new Agent({ keepAlive: true, ca, cert: user.certificate, key: user.key });
  }

  /**
   * Sends one request; any HTTP status is an answer, not an error. What goes out on a connection that the server has closed
   * meanwhile, because nothing was asked for a while, is sent again on another one.
   *
   * @param path - with query, for example `/api/v1/namespaces?limit=1`
   * @param body - an object to send as JSON, or text to send as it is
   */
  public request(method: string, path: string, body?: unknown, options: ApiRequestOptions = {}): Promise<ApiResponse> {
    const { host, port } = this.server;
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const contentType =
      options.contentType ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    const headers = {
      accept: 'application/json',
      ...(payload !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest({ host, port, method, path, headers, agent: this.agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          clearTimeout(timer);
          resolve({ status: incoming.statusCode ?? 0, body: parseBody(Buffer.concat(chunks).toString('utf8')) });
        });
      });
      const seconds = options.timeoutSeconds ?? 30;
      const timer = setTimeout(
        () => outgoing.destroy(new Error(`${method} ${path}: no answer within ${seconds} s`)),
        seconds * 1000,
      );
      outgoing.on('error', (error) => {
        clearTimeout(timer);
        // A connection that fails leaves the pool, so that the last attempt has a new one.
        if (outgoing.reusedSocket && isHangUp(error)) resolve(this.request(method, path, body, options));
        else reject(error);
      });
      outgoing.end(payload);
    });
  }

  /** Closes idle connections. */
  public close(): void {
    this.agent.destroy();
  }
}

/** Whether a connection ended before anything was answered. */
function isHangUp(error: Error): boolean {
  const code: unknown = Reflect.get(error, 'code');
  return code === 'ECONNRESET' || code === 'EPIPE';
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
