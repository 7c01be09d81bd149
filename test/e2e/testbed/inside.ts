import { spawn } from 'node:child_process';
import { placesOf } from './plan';

const MARK = 'COLONNADE_INSIDE';

/** Whether this process runs inside the network of the management node. */
export function isInside(): boolean {
  return process.env[MARK] === '1';
}

/**
 * Runs this very program again, inside the network of the management node, and gives its exit code. API servers, pods and
 * Services are reachable there and nowhere else.
 */
export function runInside(args: readonly string[] = process.argv.slice(2)): Promise<number> {
  const { nodeNamespace } = placesOf();
  const self = [process.execPath, ...process.execArgv, process.argv[1] ?? '', ...args];
  // Not `ip netns exec`, which hides the cgroups that workers are made with.
  const child = spawn('nsenter', [`--net=/run/netns/${nodeNamespace}`, ...self], {
    stdio: 'inherit',
    env: { ...process.env, [MARK]: '1' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
