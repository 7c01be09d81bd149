import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ColonnadeError } from '../findings';
import { findAssets } from './assets';
import type { ControlPlaneAssets } from './assets';
import { ApiClient } from './client';
import type { ApiRequestOptions, ApiResponse } from './client';
import type { Component } from './component';
import { makeCredentials } from './credentials';
import type { Credentials } from './credentials';
import { Guard } from './guard';
import { kubeconfigOf } from './kubeconfig';
import { checkOptions } from './options';
import type { LocalControlPlaneOptions } from './options';
import { freePort } from './ports';
import { problem, TESTING_PROBLEMS } from './problems';
import { ETCD_SOCKET, startApiServer, startEtcd, untilListening, untilReady } from './startup';
import type { Site } from './startup';

const STARTUP_SECONDS = 180;
const STOP_GRACE_MS = 5000;
const FREE_PORT_TRIES = 3;

interface Running {
  readonly site: Site;
  readonly components: readonly Component[];
  readonly credentials: Credentials;
  readonly client: ApiClient;
  readonly port: number;
}

/**
 * A real etcd and kube-apiserver on this machine, for tests: no nodes, no controllers, nothing but the API.
 *
 *     const cluster = await LocalControlPlane.start({ version: '1.36.3' });
 *     await cluster.request('GET', '/api/v1/namespaces');
 *     await cluster.stop();
 *
 * kube-apiserver listens on 127.0.0.1 alone, etcd on a socket in a private folder. When the program ends without
 * `stop()`, even by SIGKILL, a small guard process ends both and removes the folder; a running control plane does not
 * keep a program from ending. Needs a POSIX system.
 */
export class LocalControlPlane {
  /**
   * Starts a control plane and returns when it is ready and has its own namespaces, `default` among them (some 3 s).
   *
   * The executables are looked for in `KUBEBUILDER_ASSETS`, then in `assets/<version>/` of `$COLONNADE_CACHE`,
   * `$XDG_CACHE_HOME/colonnade` or `~/.cache/colonnade`.
   *
   * @throws ColonnadeError CLN9020 (executables not found), CLN9021 (unusable option), CLN9022 (a process ended; the
   * message quotes its log and names the file, which is kept), CLN9023 (not ready in time; likewise), CLN9024 (port taken)
   */
  public static async start(options: LocalControlPlaneOptions = {}): Promise<LocalControlPlane> {
    checkOptions(options);
    const assets = await findAssets(options);
    for (let tries = 1; ; tries += 1) {
      try {
        return new LocalControlPlane(await launch(assets, options));
      } catch (error) {
        // Between finding a free port and using it, another process may have taken it.
        const unlucky = ColonnadeError.is(error) && error.code === TESTING_PROBLEMS.portTaken.code;
        if (!unlucky || options.port !== undefined || tries === FREE_PORT_TRIES) throw error;
      }
    }
  }

  /** Kubernetes version without a leading `v`, for example `1.36.3`. */
  public readonly version: string;
  /** Where the API server answers, for example `https://127.0.0.1:38081`. */
  public readonly url: string;
  /** Certificate of the authority that signed the serving certificate, in PEM. */
  public readonly caCert: string;
  /** Client certificate and key of a member of `system:masters`, in PEM. */
  public readonly admin: { readonly certificate: string; readonly key: string };
  /** A kubeconfig of that user; everything is inline. */
  public readonly kubeconfig: string;
  /** File with the kubeconfig; gone after `stop()`. */
  public readonly kubeconfigPath: string;
  /** Endpoint of etcd for `etcdctl --endpoints`, for example `unix:///tmp/colonnade-x/etcd.sock`. */
  public readonly etcdEndpoint: string;
  /** The executables in use. */
  public readonly assets: ControlPlaneAssets;
  /** Files with what each process printed, by its name; gone after `stop()`. */
  public readonly logFiles: Readonly<Record<string, string>>;

  private stopping: Promise<void> | undefined;

  private constructor(private readonly running: Running) {
    const { site, credentials, port, components } = running;
    this.assets = site.assets;
    this.version = site.assets.version;
    this.url = urlOf(port);
    this.caCert = credentials.ca;
    this.admin = credentials.admin;
    this.kubeconfig = kubeconfig(port, credentials);
    this.kubeconfigPath = kubeconfigFile(site.folder);
    this.etcdEndpoint = `unix://${join(site.folder, ETCD_SOCKET)}`;
    this.logFiles = Object.freeze(Object.fromEntries(components.map(({ name, logFile }) => [name, logFile])));
  }

  /** Process ids of etcd and kube-apiserver. */
  public get pids(): readonly number[] {
    return this.running.components.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /**
   * Sends a request as the administrator. Any HTTP status is an answer, not an error.
   *
   * @param path - with query, for example `/api/v1/namespaces?dryRun=All&fieldValidation=Strict`
   * @param body - an object, sent as JSON, or text, sent as it is
   * @throws ColonnadeError CLN9025 after `stop()`; Error where there is no answer at all
   */
  public request(method: string, path: string, body?: unknown, options?: ApiRequestOptions): Promise<ApiResponse> {
    if (this.stopping !== undefined) {
      const fix = 'send requests before stop(), or start another control plane.';
      return Promise.reject(problem('stopped', { message: `${method} ${path} was sent after stop().`, fix }));
    }
    return this.running.client.request(method, path, body, options);
  }

  /** Ends both processes and removes every file. Returns when they are gone; calling it again changes nothing. */
  public stop(): Promise<void> {
    this.stopping ??= this.tearDown();
    return this.stopping;
  }

  private async tearDown(): Promise<void> {
    const { client, components, site } = this.running;
    client.close();
    await endAll(components, STOP_GRACE_MS);
    await rm(site.folder, { recursive: true, force: true });
    await site.guard.dismiss();
  }
}

async function launch(assets: ControlPlaneAssets, options: LocalControlPlaneOptions): Promise<Running> {
  const deadline = Date.now() + (options.startupTimeoutSeconds ?? STARTUP_SECONDS) * 1000;
  // mkdtemp makes it with mode 0700: the keys in it are nobody else's.
  const folder = await mkdtemp(join(tmpdir(), 'colonnade-'));
  const site: Site = { folder, assets, guard: new Guard(folder), deadline };
  const components: Component[] = [];
  let client: ApiClient | undefined;
  try {
    const [credentials, port] = await Promise.all([makeCredentials(folder), options.port ?? freePort()]);
    const etcd = startEtcd(site, options.etcdArgs);
    components.push(etcd);
    await untilListening(site, etcd);
    components.push(startApiServer(site, port, options.apiServerArgs));
    client = new ApiClient({ host: '127.0.0.1', port, ca: credentials.ca, user: credentials.admin });
    await untilReady(site, components, client);
    await writeFile(kubeconfigFile(folder), kubeconfig(port, credentials), { mode: 0o600 });
    return { site, components, credentials, client, port };
  } catch (error) {
    client?.close();
    await endAll(components, 0);
    await removeAllButLogs(folder, ColonnadeError.is(error) && error.code !== TESTING_PROBLEMS.portTaken.code);
    await site.guard.dismiss();
    throw error;
  }
}

async function endAll(components: readonly Component[], graceMs: number): Promise<void> {
  // The API server first: without etcd it would wait for it.
  for (const component of [...components].reverse()) await component.stop(graceMs);
}

async function removeAllButLogs(folder: string, keepLogs: boolean): Promise<void> {
  if (!keepLogs) return rm(folder, { recursive: true, force: true });
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.log'));
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

function urlOf(port: number): string {
  return `https://127.0.0.1:${port}`;
}

function kubeconfigFile(folder: string): string {
  return join(folder, 'kubeconfig');
}

function kubeconfig(port: number, credentials: Credentials): string {
  return kubeconfigOf({ name: 'colonnade-local', url: urlOf(port), ca: credentials.ca, user: credentials.admin });
}
