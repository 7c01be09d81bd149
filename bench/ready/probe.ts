import { setMaxListeners } from 'node:events';
import { request } from 'node:https';

/** What is asked for `/readyz`. */
export interface ReadyTarget {
  readonly host: string;
  readonly port: number;
  /** Name for TLS. */
  readonly servername: string;
}

/** How an attempt may end. */
interface Attempt {
  readonly status: number | undefined;
}

/** A new attempt starts this often, whatever became of those before: one that a closed door swallowed must not delay the next. */
const EVERY_MS = 20;
const ATTEMPT_TIMEOUT_MS = 2000;
const MOST_PENDING = 20;

/**
 * Asks for `/readyz` every 20 ms until it is answered with 200, and gives the time (`performance.now()`) of that answer. Every
 * attempt is a new connection.
 *
 * The CA is not checked: while the clock runs, nobody has read it yet.
 */
export function untilReady(target: ReadyTarget, limitSeconds: number, everyMs = EVERY_MS): Promise<number> {
  return new Promise((resolve, reject) => {
    const abort = new AbortController();
    setMaxListeners(MOST_PENDING, abort.signal);
    const deadline = performance.now() + limitSeconds * 1000;
    let pending = 0;
    let last: Attempt = { status: undefined };
    const end = (settle: () => void): void => {
      clearInterval(timer);
      abort.abort();
      settle();
    };
    const timer = setInterval(() => {
      if (performance.now() > deadline) {
        const said = last.status === undefined ? 'no answer' : `status ${last.status}`;
        end(() => reject(new Error(`https://${target.host}:${target.port}/readyz: ${said} for ${limitSeconds} s`)));
      } else if (pending < MOST_PENDING) {
        pending += 1;
        void attempt(target, abort.signal).then((answer) => {
          pending -= 1;
          last = answer;
          if (answer.status === 200) end(() => resolve(performance.now()));
        });
      }
    }, everyMs);
  });
}

function attempt({ host, port, servername }: ReadyTarget, signal: AbortSignal): Promise<Attempt> {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host,
        port,
        servername,
        path: '/readyz',
        agent: false,
        rejectUnauthorized: false,
        signal,
        timeout: ATTEMPT_TIMEOUT_MS,
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve({ status: response.statusCode }));
        response.once('error', () => resolve({ status: undefined }));
      },
    );
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.on('error', () => resolve({ status: undefined }));
    outgoing.end();
  });
}
