import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../plan';
import { programsCgroup } from './cgroups';
import { run, TestbedError, tryRun, until } from '../shell';

/**
 * The namespaces in which every process of a node runs: its own processes and mounts, and a given network.
 *
 * A small program is process 1 in there. When it ends, the kernel ends all the others, and with the last of them every mount
 * goes: nothing that a node does has to be undone by hand.
 */
export interface Cell {
  readonly places: Places;
  /** Process 1, by its number outside. */
  readonly init: number;
}

const INIT = 'cell';

/** Folders that the kubelet writes to whatever its flags say. */
const FIXED_FOLDERS = ['/var/lib/kubelet', '/var/log/containers'] as const;

/** Makes a cell. @param pause - a program that waits for a signal and reaps orphans */
export async function openCell(places: Places, networkNamespace: string, pause: string): Promise<Cell> {
  const prepare = [
    'set -e',
    // Containers need the version 1 hierarchies; the empty version 2 one beside them confuses containerd.
    'if mountpoint -q /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi',
    // Sockets, namespaces of pods, locks: all that programs leave in /run ends with the cell.
    'mount -t tmpfs -o mode=0755 tmpfs /run',
    'mkdir /run/netns',
    ...FIXED_FOLDERS.map((folder) => `mkdir -p ${folder} && mount -t tmpfs tmpfs ${folder}`),
    'mount --make-rshared /',
    `exec '${pause}'`,
  ].join('\n');
  const unshare = ['--mount', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];
  const args = [`--net=/run/netns/${networkNamespace}`, 'unshare', ...unshare, 'sh', '-c', prepare];
  const log = openSync(join(places.logs, `${INIT}.log`), 'a');
  const child = spawn('nsenter', args, { cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new TestbedError('nsenter could not be started');
  const outer = child.pid;
  writeFileSync(pidfile(places), `${outer} ${startTime(outer) ?? ''}\n`);
  const init = await until(
    'process 1 of the node',
    () => Promise.resolve(childrenOf(outer).find((pid) => commandOf(pid) === 'pause')),
    { seconds: 15, everyMs: 20 },
  );
  return { places, init };
}

/** The cell that runs already; undefined where none does. */
export function findCell(places: Places): Cell | undefined {
  const outer = runningOuter(places);
  const init = outer === undefined ? undefined : childrenOf(outer).find((pid) => commandOf(pid) === 'pause');
  return init === undefined ? undefined : { places, init };
}

/** Ends a cell and everything in it. Returns when the last process is gone. */
export async function closeCell(places: Places): Promise<void> {
  const outer = runningOuter(places);
  if (outer !== undefined) {
    const insides = childrenOf(outer);
    for (const pid of [...insides, outer]) kill(pid);
    await until(
      'the end of the node',
      () => Promise.resolve([...insides, outer].every((pid) => startTime(pid) === undefined)),
      { seconds: 30, everyMs: 50 },
    );
  }
  rmSync(pidfile(places), { force: true });
  for (const folder of FIXED_FOLDERS) removeIfEmpty(folder);
}

/** Starts a long-running program in the cell. What it prints goes to `<name>.log`. */
export function startIn(
  cell: Cell,
  name: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  const { places } = cell;
  mkdirSync(places.pidfiles, { recursive: true });
  const log = openSync(join(places.logs, `${name}.log`), 'a');
  const script = 'echo $$ > "$0"; echo $$ > "$1/cgroup.procs"; shift; exec "$@"';
  const inner = ['sh', '-c', script, join(places.pidfiles, name), programsCgroup(places.cgroup), program, ...args];
  const child = spawn('nsenter', [...target(cell), '--', ...inner], {
    cwd: '/',
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
}

/** Runs a command in the cell and gives what it printed. */
export function runIn(cell: Cell, program: string, args: readonly string[], timeoutSeconds = 60): Promise<string> {
  return run('nsenter', [...target(cell), '--', program, ...args], { timeoutSeconds });
}

/** Whether a program that was started with {@link startIn} runs. */
export async function runsIn(cell: Cell, name: string): Promise<boolean> {
  const pid = innerPid(cell, name);
  if (pid === undefined) return false;
  return (await tryRun('nsenter', [...target(cell), '--', 'kill', '-0', pid])).code === 0;
}

/** Ends one program of the cell. */
export async function stopIn(cell: Cell, name: string): Promise<void> {
  const pid = innerPid(cell, name);
  if (pid !== undefined) await tryRun('nsenter', [...target(cell), '--', 'kill', '-TERM', pid]);
  await until(`the end of ${name}`, async () => !(await runsIn(cell, name)), { seconds: 20 });
  rmSync(join(cell.places.pidfiles, name), { force: true });
}

/** Names of the programs that were started. */
export function startedIn(cell: Cell): readonly string[] {
  try {
    return readdirSync(cell.places.pidfiles).sort();
  } catch {
    return [];
  }
}

function target(cell: Cell): readonly string[] {
  return ['--target', String(cell.init), '--mount', '--pid', '--ipc', '--net', '--wd=/'];
}

function innerPid(cell: Cell, name: string): string | undefined {
  try {
    return readFileSync(join(cell.places.pidfiles, name), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function pidfile(places: Places): string {
  return join(places.state, `${INIT}.pid`);
}

/** The process in the pidfile, if it is still the same one. */
function runningOuter(places: Places): number | undefined {
  try {
    const [pid = '', started = ''] = readFileSync(pidfile(places), 'utf8').trim().split(' ');
    return started !== '' && startTime(Number(pid)) === started ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.[1] === String(parent));
}

/** When a process started, in the kernel's ticks; undefined when it is gone or only waits to be reaped. */
function startTime(pid: number): string | undefined {
  const stat = statOf(pid);
  return stat === undefined || stat[0] === 'Z' ? undefined : stat[19];
}

/** Fields of /proc/PID/stat from the state on. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or it is somebody's.
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
