import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolPaths } from '../../../tools';
import { kubectlOf } from './kubectl';
import type { Kubectl } from './kubectl';
import { placesOf } from './plan';
import type { Places } from './plan';
import { tryRun } from './shell';
import { workerNames, workerPlaces } from './workers/plan';
import type { WorkerPlaces } from './workers/plan';

/** Where {@link diagnose} writes to, in the checkout and ignored by git. */
export const ARTIFACTS = join(__dirname, '../artifacts');

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly spec: {
      readonly initContainers?: readonly { readonly name: string }[];
      readonly containers: readonly { readonly name: string }[];
    };
    readonly status?: {
      readonly containerStatuses?: readonly { readonly name: string; readonly restartCount: number }[];
    };
  }[];
}

/** Collects what explains a failure into one folder: descriptions, events, logs of pods and of the node's programs. */
export async function diagnose(options: { readonly name?: string; readonly folder?: string } = {}): Promise<string> {
  const places = placesOf(options.name);
  const folder = options.folder ?? ARTIFACTS;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (existsSync(places.logs)) cpSync(places.logs, join(folder, 'node'), { recursive: true });
  for (const name of workerNames(places)) saveWorker(folder, name, workerPlaces(name, places));
  const program = toolPaths(['kubernetes-1.36'])['kubernetes-1.36'].binaries['kubectl'] ?? 'kubectl';
  const kubectl = kubectlOf(places, program);

  const common =
    'nodes,pods,deployments,statefulsets,jobs,services,endpointslices,persistentvolumeclaims,networkpolicies';
  await save(folder, 'objects.txt', kubectl, ['get', common, '-A', '-o', 'wide']);
  await save(folder, 'certificates.txt', kubectl, [
    'get',
    'certificates,certificaterequests,issuers,clusterissuers',
    '-A',
    '-o',
    'wide',
  ]);
  await save(folder, 'events.txt', kubectl, ['get', 'events', '-A', '--sort-by=.lastTimestamp', '-o', 'wide']);
  await save(folder, 'pods.txt', kubectl, ['describe', 'pods', '-A']);
  await save(folder, 'node.txt', kubectl, ['describe', 'nodes']);
  await saveTenants(folder, places, program);
  await saveLogs(folder, kubectl);
  const ruleset = await tryRun('ip', ['netns', 'exec', places.nodeNamespace, 'nft', 'list', 'ruleset']);
  writeFileSync(join(folder, 'nftables.txt'), ruleset.stdout + ruleset.stderr);
  return folder;
}

/** What a machine's services printed, and the pods on it. */
function saveWorker(folder: string, name: string, { disk, logs }: WorkerPlaces): void {
  if (existsSync(logs)) cpSync(logs, join(folder, 'workers', name), { recursive: true });
  const own = join(disk, 'var/log');
  if (existsSync(own)) cpSync(own, join(folder, 'workers', name), { recursive: true, filter: isLog });
}

/** Links of the kubelet lead out of what was copied. */
function isLog(path: string): boolean {
  return !lstatSync(path).isSymbolicLink();
}

/** What a tenant's nodes and pods look like from inside, for tenants that scenarios opened. */
async function saveTenants(folder: string, places: Places, program: string): Promise<void> {
  const tenants = join(places.state, 'tenants');
  for (const file of existsSync(tenants) ? readdirSync(tenants) : []) {
    const { nodeNamespace } = places;
    const kubectl = kubectlOf({ nodeNamespace, kubeconfig: join(tenants, file) }, program);
    const into = join(folder, 'tenants', file.replace(/\.conf$/, ''));
    await save(into, 'objects.txt', kubectl, ['get', 'nodes,pods,services,endpointslices,csr', '-A', '-o', 'wide']);
    await save(into, 'events.txt', kubectl, ['get', 'events', '-A', '--sort-by=.lastTimestamp', '-o', 'wide']);
    await save(into, 'nodes.txt', kubectl, ['describe', 'nodes']);
    await save(into, 'pods.txt', kubectl, ['describe', 'pods', '-A']);
  }
}

async function saveLogs(folder: string, kubectl: Kubectl): Promise<void> {
  const pods = await kubectl(['get', 'pods', '-A', '-o', 'json']).then(
    (text) => (JSON.parse(text) as PodList).items,
    () => [],
  );
  for (const { metadata, spec, status } of pods) {
    const { namespace, name } = metadata;
    for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
      const file = join('pods', namespace, `${name}.${container.name}.log`);
      const logs = ['-n', namespace, 'logs', name, '-c', container.name, '--tail=5000'];
      await save(folder, file, kubectl, logs);
      const restarts = status?.containerStatuses?.find((one) => one.name === container.name)?.restartCount ?? 0;
      if (restarts > 0) await save(folder, file.replace(/log$/, 'previous.log'), kubectl, [...logs, '--previous']);
    }
  }
}

async function save(folder: string, name: string, kubectl: Kubectl, args: readonly string[]): Promise<void> {
  const text = await kubectl(args).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
