import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { withLock } from '../../../tools/lock';
import { ensureImages } from './images/catalog';
import { apply, kubectlOf } from './kubectl';
import type { Kubectl } from './kubectl';
import {
  bindings,
  installCertManagerCrds,
  installCoreDns,
  startCertManager,
  storage,
  untilDnsReady,
} from './parts/addons';
import { findBinaries } from './parts/binaries';
import { findCell, runsIn, startedIn } from './parts/cell';
import type { Cell } from './parts/cell';
import { makeCgroup, removeCgroup } from './parts/cgroups';
import { makeCredentials, startApiServer, startControllers } from './parts/control-plane';
import { closeManagement, openManagement } from './parts/management';
import { networkDown, networkUp } from './parts/network';
import { ctr, startContainerd, startKubelet, startKubeProxy } from './parts/node';
import { placesOf } from './plan';
import type { Places } from './plan';
import { stopWorkers } from './workers/worker';
import { startStandIns } from './stand-ins/start';

/** A running management cluster. */
export interface Testbed {
  readonly places: Places;
  readonly cell: Cell;
  readonly kubectl: Kubectl;
}

/** What callers may set. */
export interface UpOptions {
  /** @default - `COLONNADE_TESTBED` or `e2e` */
  readonly name?: string;
  /** @default - nothing is printed */
  readonly progress?: (line: string) => void;
}

/**
 * Brings the management cluster up, or completes one that is up in part; what a crashed run left behind is removed first.
 * Returns when the node is ready, DNS answers and cert-manager's loops run.
 */
export function up(options: UpOptions = {}): Promise<Testbed> {
  const progress = options.progress ?? (() => undefined);
  const places = placesOf(options.name);
  return exclusively(places, progress, () => bringUp(places, progress));
}

async function bringUp(places: Places, progress: (line: string) => void): Promise<Testbed> {
  const binaries = await findBinaries(progress);
  const images = await ensureImages(places.imageCache, progress);
  const kubectl = kubectlOf(places, binaries.kubectl);

  let cell = findCell(places);
  if (cell === undefined) {
    await tearDown(places);
    progress('network');
    for (const folder of [places.state, places.logs, places.pidfiles, places.volumes]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    await networkUp(places);
    makeCgroup(places.cgroup);
    progress('credentials');
    await makeCredentials(places, binaries);
    // Last: a cell that is found is taken to have all this.
    cell = await openManagement(places, binaries.pause);
  }
  await startContainerd(cell);
  progress('control plane');
  await Promise.all([startApiServer(cell, binaries, kubectl), loadImages(cell, images, progress)]);
  await startControllers(cell, binaries);
  await apply(kubectl, bindings());
  await startKubeProxy(cell, binaries);
  progress('node');
  await Promise.all([
    startKubelet(cell, binaries, kubectl),
    installCertManagerCrds(kubectl).then(() => startCertManager(cell, binaries)),
    apply(kubectl, storage(places)),
  ]);
  progress('dns');
  await installCoreDns(places, binaries, kubectl);
  await untilDnsReady(kubectl);
  await startStandIns(cell);
  progress('up');
  return { places, cell, kubectl };
}

/** Ends every process of the testbed and removes what it made, except the caches. Also when it is up in part or not at all. */
export function down(options: UpOptions = {}): Promise<void> {
  const places = placesOf(options.name);
  return exclusively(places, options.progress, () => tearDown(places));
}

async function tearDown(places: Places): Promise<void> {
  await stopWorkers(places);
  await closeManagement(places);
  await networkDown(places);
  await removeCgroup(places.cgroup);
  rmSync(places.state, { recursive: true, force: true });
}

/** Whether it is up, and which of its programs run. */
export async function status(options: UpOptions = {}): Promise<Readonly<Record<string, boolean>>> {
  const cell = findCell(placesOf(options.name));
  if (cell === undefined) return {};
  const programs: [string, boolean][] = [];
  for (const name of startedIn(cell)) programs.push([name, await runsIn(cell, name)]);
  return Object.fromEntries(programs);
}

/** The administrator's kubeconfig; its server is reachable inside the node's network namespace alone. */
export function kubeconfig(options: UpOptions = {}): string | undefined {
  const { kubeconfig: file } = placesOf(options.name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** One process at a time brings a testbed up or down. */
function exclusively<T>(
  places: Places,
  progress: ((line: string) => void) | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const onWait = (holder: string): void => progress?.(`waiting for ${holder}, which brings it up or down`);
  return withLock(`${places.state}.lock`, { timeoutMs: 15 * 60_000, onWait }, work);
}

async function loadImages(
  cell: Cell,
  archives: Readonly<Record<string, string>>,
  progress: (line: string) => void,
): Promise<void> {
  const there = new Set((await ctr(cell, ['images', 'list', '-q'])).split('\n'));
  for (const [reference, archive] of Object.entries(archives)) {
    if (there.has(reference)) continue;
    await ctr(cell, ['images', 'import', archive], 300);
    progress(`loaded ${reference}`);
  }
}
