import { request as httpRequest, Agent as HttpAgent } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { ColonnadeError } from '../../../findings';
import { Proofs } from './credentials';
import type { Proof } from './credentials';
import type { Access } from './kubeconfig';
import { reasonOf, setProblem } from './problems';

/** What an API server answered. */
export interface Answer {
  readonly status: number;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
}

const SOCKETS = 16;
const ANSWER_TIMEOUT_MS = 60_000;
const TRIES = 6;
const FIRST_PAUSE_MS = 250;

/** Answers that ask to come again: too many requests, and servers or webhooks that are not there yet. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** A client of one API server. Requests that it repeats change nothing when they are done twice. */
export class Client {
  private readonly proofs: Proofs;
  private agent: { readonly proof: Proof; readonly agent: Agent | HttpAgent } | undefined;

  public constructor(private readonly access: Access) {
    this.proofs = new Proofs(access);
  }

  /**
   * Sends one request, again where the answer says that it is only for now.
   *
   * @param path - with query
   * @throws CLN9085 where nobody answers
   */
  public async request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const last = tries === TRIES;
      const answer = await this.once(method, path, body, contentType).catch((error: unknown) => {
        if (ColonnadeError.is(error)) throw error;
        if (last) throw this.unreachable(error);
        return undefined;
      });
      const isUnknown = answer?.status === 401 && this.proofs.refused();
      if (answer !== undefined && (last || (!isUnknown && !PASSING.has(answer.status)))) return answer;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (tries - 1)));
    }
  }

  /** Closes connections. */
  public close(): void {
    this.agent?.agent.destroy();
  }

  private async once(method: string, path: string, body: unknown, contentType: string): Promise<Answer> {
    const { server } = this.access;
    const proof = await this.proofs.proof();
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const options: RequestOptions = {
      method,
      hostname: server.hostname.replace(/^\[|\]$/g, ''),
      port: server.port,
      path: `${server.pathname.replace(/\/$/, '')}${path}`,
      agent: this.agentFor(proof),
      timeout: ANSWER_TIMEOUT_MS,
      headers: {
        accept: 'application/json',
        ...(proof.token !== undefined && { authorization: `Bearer ${proof.token}` }),
        ...(payload !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) }),
      },
    };
    return new Promise((resolve, reject) => {
      const answered = (incoming: IncomingMessage): void => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(new ReceivedAnswer(incoming.statusCode ?? 0, Buffer.concat(chunks))));
      };
      const send = server.protocol === 'http:' ? httpRequest : httpsRequest;
      const outgoing = send(options, answered);
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)));
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }

  /** Connections are kept for as long as the certificate stays the same. */
  private agentFor(proof: Proof): Agent | HttpAgent {
    if (this.agent !== undefined && this.agent.proof.certificate === proof.certificate) return this.agent.agent;
    this.agent?.agent.destroy();
    const { authority, serverName, isVerified, server } = this.access;
    const common = { keepAlive: true, maxSockets: SOCKETS };
    const agent =
      server.protocol === 'http:'
        ? new HttpAgent(common)
        : new Agent({
            ...common,
            rejectUnauthorized: isVerified,
            ...(authority !== undefined && { ca: authority }),
            ...(serverName !== undefined && { servername: serverName }),
            ...(proof.certificate !== undefined && { cert: proof.certificate }),
            ...(proof.key !== undefined && { key: proof.key }),
          });
    this.agent = { proof, agent };
    return agent;
  }

  private unreachable(error: unknown): ColonnadeError {
    return setProblem('unreachable', {
      path: this.access.server.origin,
      message: `no answer from the API server: ${reasonOf(error)}`,
      fix: 'make it reachable; or, where the cluster is gone for good, objectsProvider(..., { deleteUnreachable: true }).',
    });
  }
}

/** Its body is taken apart when somebody looks into it: nobody does with that of an object that was applied. */
class ReceivedAnswer implements Answer {
  public constructor(
    public readonly status: number,
    private readonly content: Buffer,
  ) {}

  public get body(): unknown {
    return parsed(this.content.toString('utf8'));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
