import { readdirSync, readFileSync } from 'node:fs';
import { placesOf } from '../testbed/plan';
import { tryRun } from '../testbed/shell';

/** Where a connection is tried to. */
export interface Target {
  readonly what: string;
  readonly host: string;
  readonly port: number;
  /** Listens on the pod's own loopback, so that it refuses even the node. @default false */
  readonly loopback?: boolean;
}

/** `filtered`: no answer at all, as packets that are dropped have none. `refused`: nothing listens there. */
export type Reached = 'open' | 'refused' | 'filtered';

/** How long an answer may take. On one machine only a filter takes longer. */
const SECONDS = 4;

const SCRIPT = `
for target in "$@"; do
  {
    timeout ${SECONDS} bash -c ': <>"/dev/tcp/\${0%/*}/\${0#*/}"' "$target" 2>/dev/null
    echo "$target $?"
  } &
done
wait
`;

/**
 * Tries TCP connections from inside the network of a pod that runs: what it sends is indistinguishable from what its own
 * programs send.
 *
 * @param uid - of the pod; undefined: from the node, which policies do not filter
 */
export async function reachedFrom(
  uid: string | undefined,
  targets: readonly Target[],
): Promise<ReadonlyMap<Target, Reached>> {
  const keys = targets.map(({ host, port }) => `${host}/${port}`);
  const enter = uid === undefined ? [] : ['nsenter', `--net=/proc/${processOf(uid)}/ns/net`];
  const [program = 'bash', ...args] = [...enter, 'bash', '-c', SCRIPT, 'probe', ...new Set(keys)];
  const { stdout, stderr } = await tryRun(program, args, { timeoutSeconds: SECONDS + 20 });
  const codes = new Map(stdout.split('\n').map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1]]));
  return new Map(
    targets.map((target, index) => {
      const code = codes.get(keys[index] ?? '');
      if (code === undefined) throw new Error(`no answer about ${target.what}: ${stderr}`);
      return [target, code === '0' ? 'open' : code === '124' ? 'filtered' : 'refused'];
    }),
  );
}

/**
 * The process that holds a pod's namespaces, by its number on this machine: others end at any time, and are elsewhere in their first
 * moment. Pods of other testbeds have the same addresses, so those do not help.
 */
function processOf(uid: string): string {
  const found = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isInPod(pid, uid) && holdsNamespaces(pid));
  if (found === undefined) throw new Error(`no process of the pod ${uid}`);
  return found;
}

function holdsNamespaces(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'pause';
  } catch {
    return false;
  }
}

function isInPod(pid: string, uid: string): boolean {
  try {
    const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8');
    return groups.includes(`/${placesOf().cgroup}/`) && groups.includes(`/pod${uid}/`);
  } catch {
    return false;
  }
}
