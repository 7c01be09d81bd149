import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FleetModel, TenantModel, WorkerPoolModel } from '../../../lib';
import { isKubeadmPool, parseCredential, workerEndpoint, workerScript, writeCredential } from '../../../lib/workers';
import type { JoinCredential } from '../../../lib/workers';
import { toolPaths } from '../../../tools';
import { ensureImages } from '../testbed/images/catalog';
import { placesOf } from '../testbed/plan';
import { run } from '../testbed/shell';
import type { RunResult } from '../testbed/shell';
import { TYPESCRIPT } from '../testbed/stand-ins/typescript';
import { preloadImages, runOn, startWorker, tryOn } from '../testbed/workers/worker';
import { WRITTEN } from '../testbed/workers/root';
import type { Worker } from '../testbed/workers/worker';
import type { WorkerSpec } from '../testbed/workers/plan';
import { secondsSince } from './nodes';
import { expect } from './scenario';
import { reachBySsh } from './ssh';
import type { Context } from './scenario';

/** A pool with the tenant that it belongs to, as the model in `fleet.json` has them. */
export interface PoolModel {
  readonly tenant: TenantModel;
  readonly pool: WorkerPoolModel;
}

/** Reads a pool's model where it was synthesized to. */
export function poolModel({ manifests }: Pick<Context, 'manifests'>, tenant: string, pool: string): PoolModel {
  const fleet = JSON.parse(readFileSync(join(manifests, '../fleet.json'), 'utf8')) as FleetModel;
  const found = fleet.managementClusters.flatMap(({ tenants }) => tenants).find(({ name }) => name === tenant);
  const foundPool = found?.workerPools.find(({ name }) => name === pool);
  if (found === undefined || foundPool === undefined) throw new Error(`the fleet has no pool ${tenant}/${pool}`);
  return { tenant: found, pool: foundPool };
}

/** The document of a pool as its machines are given it, printed by `colonnade worker`. */
export function documentOf({ manifests }: Pick<Context, 'manifests'>, tenant: string, pool: string): Promise<string> {
  return colonnade(['worker', tenant, pool, join(manifests, '../fleet.json'), '--carrier', 'script']);
}

/** The document of a pool that no fleet could have. */
export function documentOfModel({ tenant, pool }: PoolModel): string {
  if (!isKubeadmPool(pool)) throw new Error(`${pool.path} does not join with kubeadm`);
  return workerScript(tenant, pool, workerEndpoint(tenant));
}

/** What is asked of a token. */
export interface MintOptions {
  /** How long it lives, as `--ttl` takes it. @default '15m' */
  readonly ttl?: string;
  /** The machine that it is for. @default - any of the pool */
  readonly host?: string;
}

/** Makes a bootstrap token for a pool, and gives the credential with it, by `colonnade join-token`. */
export async function mintCredential(
  tenant: string,
  pool: string,
  { ttl = '15m', host }: MintOptions = {},
): Promise<JoinCredential> {
  const forHost = host === undefined ? [] : ['--host', host];
  return parseCredential(await colonnade(['join-token', tenant, pool, '--ttl', ttl, ...forHost, ...MANAGEMENT()]));
}

/** The tokens of a pool, as `colonnade join-token --list` has them. */
export async function listCredentials(
  tenant: string,
  pool: string,
): Promise<readonly { readonly id: string; readonly expires: string }[]> {
  const text = await colonnade(['join-token', tenant, pool, '--list', '--json', ...MANAGEMENT()]);
  return (JSON.parse(text) as { readonly tokens: readonly { readonly id: string; readonly expires: string }[] }).tokens;
}

/** Removes all tokens of a pool. */
export async function revokeCredentials(tenant: string, pool: string): Promise<void> {
  await colonnade(['join-token', tenant, pool, '--revoke', ...MANAGEMENT()]);
}

const MANAGEMENT = (): readonly string[] => ['--kubeconfig', placesOf().kubeconfig];

/** Runs the command as it is, with the kubectl of the testbed. */
function colonnade(args: readonly string[]): Promise<string> {
  const program = join(__dirname, '../../../lib/cli/main.ts');
  const kubectl = toolPaths(['kubernetes-1.36'])['kubernetes-1.36'].binaries['kubectl'] ?? 'kubectl';
  const PATH = `${dirname(kubectl)}:${process.env['PATH'] ?? ''}`;
  return run(process.execPath, [...TYPESCRIPT.args, program, ...args], {
    env: { ...TYPESCRIPT.env, PATH },
    timeoutSeconds: 180,
  });
}

/** Ways in which a credential comes to a machine. */
export type Delivery = 'standard input' | 'file' | 'ssh';

/** A machine that became a node, and what it took. */
export interface Joined {
  readonly worker: Worker;
  /** Seconds that the document ran. */
  readonly seconds: number;
}

/** How {@link joinAs} goes about it. */
export interface JoinOptions {
  /** Images that the machine has beforehand. @default - those of the tenant's own pods, and of tests */
  readonly images?: RegExp;
  /** @default 'standard input' */
  readonly delivery?: Delivery;
  /** @default - one that `colonnade join-token` makes */
  readonly credential?: JoinCredential;
}

/** Makes a node of a machine as a person would: the printed document, a fresh credential. Neither may leave the token anywhere. */
export async function joinAs(
  context: Pick<Context, 'manifests'>,
  tenant: string,
  pool: string,
  spec: WorkerSpec,
  { images = IMAGES, delivery = 'standard input', credential: given }: JoinOptions = {},
): Promise<Joined> {
  const [worker, document, credential] = await Promise.all([
    prepareWorker(spec, images),
    documentOf(context, tenant, pool),
    given ?? mintCredential(tenant, pool),
  ]);
  const started = performance.now();
  const { code, stdout, stderr } = await runDocument(worker, document, credential, delivery);
  const seconds = secondsSince(started);
  expect(code === 0, `${spec.name}: ended with ${code ?? 'a timeout'}: ${stderr}${stdout}`);
  expect(!`${stdout}${stderr}`.includes(credential.token), `${spec.name}: the token is printed`);
  const traces = await tracesOf(worker, credential);
  expect(traces.length === 0, `${spec.name}: the token is still in ${traces.join(', ')}`);
  return { worker, seconds };
}

/** Runs the document on a machine, as it is written, with a credential. */
export async function runDocument(
  worker: Worker,
  document: string,
  credential: JoinCredential | string,
  delivery: Delivery = 'standard input',
): Promise<RunResult> {
  const text = typeof credential === 'string' ? credential : writeCredential(credential);
  if (delivery === 'ssh') return overSsh(worker, document, text);
  await runOn(worker, ['sh', '-c', 'cat > /root/worker.sh'], { input: document });
  if (delivery === 'file') {
    const save = 'umask 077 && mkdir -p /run/colonnade && cat > /run/colonnade/join';
    await runOn(worker, ['sh', '-c', save], { input: text });
    return tryOn(worker, ['sh', '/root/worker.sh'], { timeoutSeconds: 600 });
  }
  return tryOn(worker, ['sh', '/root/worker.sh', '--credential', '-'], { input: text, timeoutSeconds: 600 });
}

/** As docs/workers/kubeadm.md has it: the document is copied, the credential comes through a pipe. */
async function overSsh(worker: Worker, document: string, credential: string): Promise<RunResult> {
  const ssh = await reachBySsh(worker);
  try {
    const copied = await ssh.run('cat > worker.sh', { input: document });
    if (copied.code !== 0) return copied;
    return await ssh.run('sh worker.sh --credential -', { input: credential, timeoutSeconds: 600 });
  } finally {
    ssh.close();
  }
}

/** Files of a machine that hold a credential's secret half, whole or as the credential's text. */
export async function tracesOf(worker: Worker, { token }: Pick<JoinCredential, 'token'>): Promise<readonly string[]> {
  const secret = token.split('.')[1] ?? token;
  const command = ['sh', '-c', 'exec grep -rlF -e "$(cat)" "$@"', 'sh', WRITTEN, ...MOUNTS];
  const { stdout } = await tryOn(worker, command, { input: secret });
  return stdout.split('\n').filter((line) => line !== '');
}

/** Folders of a machine that are mounts of their own. Its logs hold what services print. */
const MOUNTS = ['/run/colonnade', '/tmp', '/dev/shm', '/var/lib/kubelet', '/var/log'];

/** Starts a machine and brings the images that its pods will need, as a registry would. */
export async function prepareWorker(spec: WorkerSpec, images: RegExp = IMAGES): Promise<Worker> {
  const worker = await startWorker(spec);
  const archives = await ensureImages(placesOf().imageCache, () => undefined);
  await preloadImages(
    worker,
    Object.entries(archives).flatMap(([name, archive]) => (images.test(name) ? [archive] : [])),
  );
  return worker;
}

/** What pods of team-a's workers are made of. */
const IMAGES = /\/(pause|coredns\/coredns|kas-network-proxy\/proxy-agent|busybox)|\/kube-proxy:v1\.36/;
