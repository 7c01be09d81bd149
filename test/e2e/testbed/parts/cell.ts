import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from '../plan';
import { programsCgroup } from './cgroups';
import { run, TestbedError, tryRun, until } from '../shell';

/** Where a cell keeps what is known of it. */
export type CellPlaces = Pick<Places, 'state' | 'logs' | 'pidfiles' | 'cgroup'>;

/**
 * The namespaces in which every process of a machine runs: its own processes and mounts, and a given network.
 *
 * A small program is process 1 in there. When it ends, the kernel ends all the others, and with the last of them every mount
 * goes: nothing that a machine does has to be undone by hand.
 */
export interface Cell<P extends CellPlaces = Places> {
  readonly places: P;
  /** Process 1, by its number outside. */
  readonly init: number;
}

/** How a cell is made. */
export interface CellOptions {
  readonly networkNamespace: string;
  /** A program that waits for a signal and reaps orphans. */
  readonly pause: string;
  /** Shell commands that run in the new namespaces before process 1 does. */
  readonly prepare: readonly string[];
  /** Further namespaces, as arguments of unshare. @default - none */
  readonly unshare?: readonly string[];
  /** Shell commands that run before the namespaces are made. @default - none */
  readonly before?: readonly string[];
}

const INIT = 'cell';

/** Makes a cell. */
export async function openCell<P extends CellPlaces>(places: P, options: CellOptions): Promise<Cell<P>> {
  const { networkNamespace, pause, prepare, unshare = [], before = [] } = options;
  const inner = ['set -e', ...prepare, `exec '${pause}'`].join('\n');
  const outerScript = ['set -e', ...before, 'exec nsenter "$@"'].join('\n');
  const flags = ['--mount', '--pid', '--ipc', ...unshare, '--fork', '--kill-child', '--propagation', 'private'];
  const args = [`--net=/run/netns/${networkNamespace}`, 'unshare', ...flags, 'sh', '-c', inner];
  const log = openSync(join(places.logs, `${INIT}.log`), 'a');
  const child = spawn('sh', ['-c', outerScript, 'sh', ...args], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new TestbedError('no shell could be started');
  const outer = child.pid;
  writeFileSync(pidfile(places), `${outer} ${startTime(outer) ?? ''}\n`);
  const init = await until(
    `process 1 of ${networkNamespace}`,
    () => Promise.resolve(childrenOf(outer).find((pid) => commandOf(pid) === 'pause')),
    { seconds: 120, everyMs: 20 },
  );
  return { places, init };
}

/** The cell that runs already; undefined where none does. */
export function findCell<P extends CellPlaces>(places: P): Cell<P> | undefined {
  const outer = runningOuter(places);
  const init = outer === undefined ? undefined : childrenOf(outer).find((pid) => commandOf(pid) === 'pause');
  return init === undefined ? undefined : { places, init };
}

/** Ends a cell and everything in it. Returns when the last process is gone. */
export async function closeCell(places: CellPlaces): Promise<void> {
  const outer = runningOuter(places);
  if (outer !== undefined) {
    const insides = childrenOf(outer);
    for (const pid of [...insides, outer]) kill(pid);
    await until(
      `the end of all processes of ${places.cgroup}`,
      () => Promise.resolve([...insides, outer].every((pid) => startTime(pid) === undefined)),
      { seconds: 120, everyMs: 50 },
    );
  }
  rmSync(pidfile(places), { force: true });
}

/** Starts a long-running program in the cell. What it prints goes to `<name>.log`. */
export function startIn(
  cell: Cell<CellPlaces>,
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
export function runIn(
  cell: Cell<CellPlaces>,
  program: string,
  args: readonly string[],
  timeoutSeconds = 60,
): Promise<string> {
  return run('nsenter', [...target(cell), '--', program, ...args], { timeoutSeconds });
}

/** Whether a program that was started with {@link startIn} runs. */
export async function runsIn(cell: Cell<CellPlaces>, name: string): Promise<boolean> {
  const pid = innerPid(cell, name);
  if (pid === undefined) return false;
  return (await tryRun('nsenter', [...target(cell), '--', 'kill', '-0', pid])).code === 0;
}

/** Ends one program of the cell. */
export async function stopIn(cell: Cell<CellPlaces>, name: string): Promise<void> {
  const pid = innerPid(cell, name);
  if (pid !== undefined) await tryRun('nsenter', [...target(cell), '--', 'kill', '-TERM', pid]);
  await until(`the end of ${name}`, async () => !(await runsIn(cell, name)), { seconds: 60 });
  rmSync(join(cell.places.pidfiles, name), { force: true });
}

/** Names of the programs that were started. */
export function startedIn(cell: Cell<CellPlaces>): readonly string[] {
  try {
    return readdirSync(cell.places.pidfiles).sort();
  } catch {
    return [];
  }
}

/** Arguments with which nsenter enters a cell. Namespaces that are the caller's own are not entered again. */
export function target({ init }: Cell<CellPlaces>): readonly string[] {
  return ['--target', String(init), '--all'];
}

function innerPid(cell: Cell<CellPlaces>, name: string): string | undefined {
  try {
    return readFileSync(join(cell.places.pidfiles, name), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function pidfile(places: CellPlaces): string {
  return join(places.state, `${INIT}.pid`);
}

/** The process in the pidfile, if it is still the same one. */
function runningOuter(places: CellPlaces): number | undefined {
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

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
