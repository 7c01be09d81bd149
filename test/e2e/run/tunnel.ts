import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl } from '../testbed/kubectl';
import { run, TestbedError } from '../testbed/shell';
import { secondsSince } from './nodes';
import { serversOf } from './tenant-api';
import { NAMESPACE, PORT } from './workload';
import { tryKubectl } from './tenant';
import type { Tenant } from './tenant';

/** How often in a row commands have to run through the endpoint, behind which any of the API servers may answer. */
const TIMES = 6;

/** Runs a command in a pod. Rejects when it fails, and when nothing answers in time. */
export function execIn(tenant: Tenant, pod: string, command: readonly string[], timeoutSeconds = 60): Promise<string> {
  return tenant.kubectl(['-n', NAMESPACE, 'exec', pod, '--', ...command], { timeoutSeconds });
}

/** Gets a page from a pod with `kubectl port-forward`, as somebody at a desk would. */
export async function throughPortForward(tenant: Tenant, pod: string): Promise<string> {
  const [program, ...rest] = tenant.command;
  const child = spawn(program, [...rest, '-n', NAMESPACE, 'port-forward', `pod/${pod}`, `:${PORT}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      const timer = setTimeout(() => reject(new TestbedError(`port-forward said nothing: ${said}`)), 60_000);
      const read = (chunk: Buffer): void => {
        said += chunk.toString('utf8');
        const found = /127\.0\.0\.1:(\d+) ->/.exec(said)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new TestbedError(`port-forward ended with ${code ?? 'a signal'}: ${said}`));
      });
    });
    return await run('curl', ['-sSf', '--max-time', '60', `http://127.0.0.1:${port}/`]);
  } finally {
    child.kill('SIGTERM');
  }
}

/**
 * Waits until commands run in every one of some pods: through every API server, which each have a tunnel of their own to every node, and
 * several times in a row through the tenant's endpoint.
 *
 * @param management - kubectl of the management cluster
 * @returns the moment of `performance.now()` from which on they did
 */
export async function untilExecWorks(
  management: Kubectl,
  tenant: Tenant,
  pods: readonly string[],
  seconds = 300,
): Promise<number> {
  const started = performance.now();
  let last = '';
  while (secondsSince(started) < seconds) {
    const began = performance.now();
    const servers = (await serversOf(management, tenant.name)).map(({ host, port, servername }) => [
      `--server=https://${host}:${port}`,
      `--tls-server-name=${servername}`,
    ]);
    const ways = [...servers, ...Array.from({ length: TIMES }, () => [])];
    const rounds = await Promise.all(pods.map((pod) => worksEachWay(tenant, pod, ways)));
    const failed = rounds.find((round) => round !== undefined);
    if (failed === undefined) return began;
    last = failed;
    await sleep(200);
  }
  throw new TestbedError(`exec does not work everywhere after ${seconds} s: ${last}`);
}

async function worksEachWay(
  tenant: Tenant,
  pod: string,
  ways: readonly (readonly string[])[],
): Promise<string | undefined> {
  for (const way of ways) {
    const args = [...way, '-n', NAMESPACE, 'exec', pod, '--request-timeout=20s', '--', 'echo', 'here'];
    const { code, stdout, stderr } = await tryKubectl(tenant, args, { timeoutSeconds: 30 });
    if (code !== 0 || stdout.trim() !== 'here')
      return `${[pod, ...way].join(' ')}: ${stderr.trim() || `ended with ${code ?? 'a timeout'}`}`;
  }
  return undefined;
}
