import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './client';
import { Component, tellingLines } from './component';
import type { Guard } from './guard';
import type { ControlPlaneAssets } from './assets';
import { SERVICE_CIDR } from './credentials';
import type { ProgramArgs } from './options';
import { toArguments } from './options';
import { problem } from './problems';

const POLL_MS = 50;

/** What is asked. */
type Requests = Pick<ApiClient, 'request'>;

/**
 * What every cluster has from the beginning. A controller inside of kube-apiserver makes them, which is begun but not awaited
 * before `/readyz` says yes: https://github.com/kubernetes/kubernetes/tree/master/pkg/controlplane/controller/systemnamespaces
 */
const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What the processes of one control plane share. */
export interface Site {
  readonly folder: string;
  readonly assets: ControlPlaneAssets;
  readonly guard: Guard;
  /** Milliseconds since the epoch after which a start has failed. */
  readonly deadline: number;
}

/** When a start has failed. */
type Deadline = Pick<Site, 'deadline'>;

/** Name of etcd's socket in the folder: no port, and reachable for the owner of the folder alone. */
export const ETCD_SOCKET = 'etcd.sock';

/** Starts etcd; it may not accept connections yet. */
export function startEtcd(site: Site, args: ProgramArgs | undefined): Component {
  const socket = join(site.folder, ETCD_SOCKET);
  // Peer URLs must look like host:port; etcd takes them as the name of a socket in its working directory.
  const peer = 'unix://peer:1';
  const defaults: ProgramArgs = {
    'data-dir': 'etcd',
    'listen-client-urls': `unix://${socket}`,
    'advertise-client-urls': 'unix://client:1',
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    // What is stored lives as long as the process.
    'unsafe-no-fsync': 'true',
  };
  return launch(site, 'etcd', site.assets.etcd, toArguments(defaults, args ?? {}));
}

/** Waits until etcd accepts connections. @throws ColonnadeError CLN9022 or CLN9023 */
export async function untilListening(site: Site, etcd: Component): Promise<void> {
  const socket = join(site.folder, ETCD_SOCKET);
  await until(site, [etcd], () => Promise.resolve(existsSync(socket) ? undefined : 'etcd has no socket yet'));
}

/** Starts kube-apiserver; it is not ready yet. */
export function startApiServer(site: Site, port: number, args: ProgramArgs | undefined): Component {
  const defaults: ProgramArgs = {
    'etcd-servers': `unix://${join(site.folder, ETCD_SOCKET)}`,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': String(port),
    // A loopback address is refused in Endpoints.
    'endpoint-reconciler-type': 'none',
    'tls-cert-file': 'serving.crt',
    'tls-private-key-file': 'serving.key',
    'client-ca-file': 'ca.crt',
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
    // A certificate serves to verify with; a PKCS #8 key would not be read.
    'service-account-key-file': 'service-account.crt',
    'service-account-signing-key-file': 'service-account.key',
    'authorization-mode': 'Node,RBAC',
    'enable-bootstrap-token-auth': 'true',
    'service-cluster-ip-range': SERVICE_CIDR,
    'allow-privileged': 'true',
    'disable-admission-plugins': 'ServiceAccount',
    profiling: 'false',
  };
  return launch(site, 'kube-apiserver', site.assets.kubeApiServer, toArguments(defaults, args ?? {}));
}

/** Waits until the API server says that it is ready, and has the namespaces of the system. @throws ColonnadeError CLN9022, CLN9023 or CLN9024 */
export async function untilReady(site: Deadline, components: readonly Component[], client: Requests): Promise<void> {
  await until(site, components, async () => {
    try {
      const { status, body } = await client.request('GET', '/readyz', undefined, { timeoutSeconds: 3 });
      return status === 200
        ? await missingNamespaces(client)
        : `/readyz answered ${status}: ${String(body).trim().split('\n').slice(-3).join(' | ')}`;
    } catch (error) {
      return `/readyz: ${error instanceof Error ? error.message : String(error)}`;
    }
  });
}

async function missingNamespaces(client: Requests): Promise<string | undefined> {
  const paths = SYSTEM_NAMESPACES.map((name) => `/api/v1/namespaces/${name}`);
  const answers = await Promise.all(paths.map((path) => client.request('GET', path)));
  const missing = paths.filter((_, index) => answers[index]?.status === 404);
  return missing.length === 0 ? undefined : `${missing.join(', ')}: not made yet`;
}

function launch(site: Site, name: string, program: string, args: readonly string[]): Component {
  const { folder, guard } = site;
  return new Component(name, { program, args, folder, log: join(folder, `${name}.log`), guard });
}

/** Polls until `missing` has nothing to complain about. */
async function until(
  site: Deadline,
  components: readonly Component[],
  missing: () => Promise<string | undefined>,
): Promise<void> {
  for (;;) {
    const lack = await missing();
    const ended = components.find((component) => component.obituary !== undefined);
    if (ended !== undefined) throw endedEarly(ended);
    if (lack === undefined) return;
    if (Date.now() > site.deadline) throw tooLate(components.at(-1), lack);
    await sleep(POLL_MS);
  }
}

function endedEarly(component: Component): Error {
  const log = component.log();
  const taken = /listen tcp \S+: bind: address already in use/.exec(log)?.[0];
  if (taken !== undefined) {
    return problem('portTaken', {
      property: 'port',
      message: `${component.name} ${component.obituary ?? ''}: ${taken}. Log: ${component.logFile}.`,
      fix: 'leave port out to get a free one, or end the process that listens there.',
    });
  }
  return problem('processEnded', {
    message: `${component.name} ${component.obituary ?? ''}.${quote(component)}`,
    fix: 'correct what the quoted line says; most often it is a flag in apiServerArgs or etcdArgs.',
  });
}

function tooLate(component: Component | undefined, lack: string): Error {
  return problem('notReady', {
    property: 'startupTimeoutSeconds',
    message: `not ready in time: ${lack}.${component === undefined ? '' : quote(component)}`,
    fix: 'read the quoted lines; on a busy machine raise startupTimeoutSeconds.',
  });
}

function quote(component: Component): string {
  const lines = tellingLines(component.log());
  const quoted = lines.length === 0 ? ' It printed nothing.' : ` Its log says: ${lines.join(' | ')}.`;
  return `${quoted} Whole log: ${component.logFile}.`;
}
