import { mkdirSync, rmSync } from 'node:fs';
import { ensureTools } from '../../../../tools';
import { closeCell, findCell, openCell, target } from '../parts/cell';
import type { Cell } from '../parts/cell';
import { cgroupProcs, makeCgroup, removeCgroup } from '../parts/cgroups';
import { deleteNamespace } from '../parts/network';
import { placesOf } from '../plan';
import type { Places } from '../plan';
import { run, tryRun } from '../shell';
import type { RunOptions, RunResult } from '../shell';
import { connectWorker, setUplink } from './network';
import { addressOfWorker, workerNames, workerPlaces } from './plan';
import type { WorkerPlaces, WorkerSpec } from './plan';
import { rootCommands } from './root';

/** A machine that runs: namespaces with a file system, cgroups, a network and a name of their own. */
export interface Worker {
  readonly spec: WorkerSpec;
  readonly places: WorkerPlaces;
  readonly cell: Cell<WorkerPlaces>;
  /** Its own address; behind a router nobody else can reach it. */
  readonly address: string;
}

/**
 * Starts a machine as it would be after its installation: containerd, kubelet and kubeadm are on it, nothing is configured and no
 * service runs. One that runs already is given as it is.
 */
export async function startWorker(spec: WorkerSpec, testbed: Places = placesOf()): Promise<Worker> {
  const places = workerPlaces(spec.name, testbed);
  const address = addressOfWorker(spec);
  const found = findCell(places);
  if (found !== undefined) return { spec, places, cell: found, address };

  await stopWorker(spec.name, testbed);
  for (const folder of [places.state, places.logs, places.disk]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `kubernetes-${spec.kubernetes}` as const;
  const tools = await ensureTools([part, 'pause']);
  const pick = (name: 'kubelet' | 'kubeadm'): [string, string][] => {
    const path = tools[part].binaries[name];
    return path === undefined ? [] : [[name, path]];
  };
  await connectWorker(spec, testbed);
  makeCgroup(places.cgroup);
  const cell = await openCell(places, {
    networkNamespace: places.networkNamespace,
    pause: tools.pause.binaries['pause'] ?? 'pause',
    unshare: ['--uts', '--cgroup'],
    // The cgroup namespace begins where its first process is.
    before: cgroupProcs(places.cgroup).map((file) => `echo $$ > '${file}'`),
    prepare: rootCommands(spec, places, Object.fromEntries([...pick('kubelet'), ...pick('kubeadm')])),
  });
  return { spec, places, cell, address };
}

/** Takes a machine away with all that is on it: nothing is told to anybody, as when its power is cut for good. */
export async function stopWorker(name: string, testbed: Places = placesOf()): Promise<void> {
  const places = workerPlaces(name, testbed);
  await closeCell(places);
  await deleteNamespace(places.networkNamespace);
  await removeCgroup(places.cgroup);
  rmSync(places.state, { recursive: true, force: true });
}

/** Takes every machine of a testbed away. */
export async function stopWorkers(testbed: Places = placesOf()): Promise<void> {
  for (const name of workerNames(testbed)) await stopWorker(name, testbed);
}

/** Takes a machine's cable out: no packet comes or goes, and all that runs on it goes on. */
export function cutUplink({ spec, places }: Worker): Promise<void> {
  return setUplink(spec, places.testbed, 'down');
}

/** Puts the cable back. */
export function restoreUplink({ spec, places }: Worker): Promise<void> {
  return setUplink(spec, places.testbed, 'up');
}

/** Program and arguments that run a command on the machine of a name; undefined where no such machine runs. */
export function entryTo(
  name: string,
  command: readonly string[],
  testbed: Places = placesOf(),
): readonly string[] | undefined {
  const cell = findCell(workerPlaces(name, testbed));
  return cell === undefined ? undefined : ['nsenter', ...commandLine(cell, command)];
}

/** Runs a command on a machine, as root, and gives how it ended. */
export function tryOn(worker: Worker, command: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return tryRun('nsenter', commandLine(worker.cell, command), { ...options, env: { ...ENVIRONMENT, ...options.env } });
}

/** Runs a command on a machine, as root; ending with another code than 0 is a TestbedError. */
export function runOn(worker: Worker, command: readonly string[], options: RunOptions = {}): Promise<string> {
  return run('nsenter', commandLine(worker.cell, command), { ...options, env: { ...ENVIRONMENT, ...options.env } });
}

/** As somebody finds it who logs in; nothing of whoever runs the tests. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' } as const;

function commandLine(cell: Cell<WorkerPlaces>, command: readonly string[]): readonly string[] {
  // Whoever enters is still in the cgroups it came from, which are outside of what the machine sees.
  const script = 'for group in /sys/fs/cgroup/*; do echo $$ > "$group/cgroup.procs"; done; exec "$@"';
  return [...target(cell), '--', 'sh', '-c', script, 'sh', ...command];
}

/** Starts containerd with its package's configuration and brings images, as a machine's installation may have done. */
export async function preloadImages(worker: Worker, archives: readonly string[]): Promise<void> {
  await runOn(worker, ['systemctl', 'start', 'containerd']);
  for (const archive of archives) {
    await runOn(worker, ['ctr', '-n', 'k8s.io', 'images', 'import', archive], { timeoutSeconds: 300 });
  }
}
