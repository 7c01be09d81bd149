import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, TestbedError } from '../testbed/shell';
import { secondsSince } from './nodes';
import { NAMESPACE, PORT } from './workload';
import { tryKubectl } from './tenant';
import type { Tenant } from './tenant';

/** Runs a command in a pod. Rejects when it fails, and when nothing answers in time. */
export function execIn(tenant: Tenant, pod: string, command: readonly string[], timeoutSeconds = 20): Promise<string> {
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
      const timer = setTimeout(() => reject(new TestbedError(`port-forward said nothing: ${said}`)), 20_000);
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
    return await run('curl', ['-sSf', '--max-time', '10', `http://127.0.0.1:${port}/`]);
  } finally {
    child.kill('SIGTERM');
  }
}

/**
 * Waits until commands run in every one of some pods again, several times in a row, so that every API server had its turn.
 *
 * @param times - in a row, for each pod
 * @returns the moment of `performance.now()` from which on they did
 */
export async function untilExecWorks(
  tenant: Tenant,
  pods: readonly string[],
  { times, seconds }: { readonly times: number; readonly seconds: number },
): Promise<number> {
  const started = performance.now();
  let last = '';
  while (secondsSince(started) < seconds) {
    const began = performance.now();
    const rounds = await Promise.all(pods.map((pod) => worksInARow(tenant, pod, times)));
    const failed = rounds.find((round) => round !== undefined);
    if (failed === undefined) return began;
    last = failed;
    await sleep(200);
  }
  throw new TestbedError(`exec does not work everywhere after ${seconds} s: ${last}`);
}

async function worksInARow(tenant: Tenant, pod: string, times: number): Promise<string | undefined> {
  for (let turn = 0; turn < times; turn += 1) {
    const args = ['-n', NAMESPACE, 'exec', pod, '--request-timeout=5s', '--', 'echo', 'here'];
    const { code, stdout, stderr } = await tryKubectl(tenant, args, { timeoutSeconds: 8 });
    if (code !== 0 || stdout.trim() !== 'here')
      return `${pod}: ${stderr.trim() || `ended with ${code ?? 'a timeout'}`}`;
  }
  return undefined;
}
