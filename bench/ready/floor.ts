import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startIn, stopIn } from '../../test/e2e/testbed/parts/cell';
import type { Cell } from '../../test/e2e/testbed/parts/cell';
import type { Kubectl } from '../../test/e2e/testbed/kubectl';
import { NETWORK, NODE } from '../../test/e2e/testbed/plan';
import { STORE_NAMESPACE } from './fleet';
import type { BenchTenant } from './fleet';
import { untilReady } from './probe';

interface KeyToPath {
  readonly key: string;
  readonly path: string;
}

interface Source {
  readonly secret?: { readonly name: string; readonly items: readonly KeyToPath[] };
  readonly configMap?: { readonly name: string; readonly items: readonly KeyToPath[] };
}

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly { readonly name: string; readonly args: readonly string[] }[];
        readonly volumes: readonly { readonly name: string; readonly projected?: { readonly sources: Source[] } }[];
      };
    };
  };
}

interface Data {
  readonly data: Readonly<Record<string, string>>;
}

/** A kube-apiserver that can be started by hand: arguments and files of a tenant's, with etcd's root user. */
export interface BareServer {
  readonly folder: string;
  readonly args: readonly string[];
}

const PORT = 16443;
const PROGRAM = 'bare-kube-apiserver';
const ETC = '/etc/kubernetes';

/** Copies what a running tenant's API server has. The copy holds keys: {@link removeBareServer} it. */
export async function copyServer(kubectl: Kubectl, { namespace }: BenchTenant): Promise<BareServer> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-floor-'));
  try {
    const get = async (kind: string, name: string, from = namespace): Promise<unknown> =>
      JSON.parse(await kubectl(['-n', from, 'get', kind, name, '-o', 'json']));
    const write = (path: string, content: string | Buffer): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content, { mode: 0o600 });
    };
    const { template } = ((await get('deployment', 'kube-apiserver')) as Deployment).spec;
    const volume = template.spec.volumes.find(({ name }) => name === 'files');
    for (const { secret, configMap } of volume?.projected?.sources ?? []) {
      if (secret !== undefined) {
        const { data } = (await get('secret', secret.name)) as Data;
        for (const { key, path } of secret.items) write(path, Buffer.from(data[key] ?? '', 'base64'));
      }
      if (configMap !== undefined) {
        const { data } = (await get('configmap', configMap.name)) as Data;
        for (const { key, path } of configMap.items) write(path, data[key] ?? '');
      }
    }
    // The tenant's own user may write below the tenant's prefix only.
    const root = (await get('secret', 'etcd-root', STORE_NAMESPACE)) as Data;
    write('root.crt', Buffer.from(root.data['tls.crt'] ?? '', 'base64'));
    write('root.key', Buffer.from(root.data['tls.key'] ?? '', 'base64'));
    write('resolv.conf', `nameserver ${NETWORK.dnsAddress}\n`);
    const args = template.spec.containers.find(({ name }) => name === 'kube-apiserver')?.args ?? [];
    return { folder, args: args.map((arg) => arg.replace(ETC, folder)) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Removes the copy. */
export function removeBareServer({ folder }: BareServer): void {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Starts it in the node's network, not in a pod, on a prefix of etcd that was never used, and gives the milliseconds until
 * `/readyz`. It runs with Go's default garbage collection, which starts faster than that of a tenant.
 */
export async function measureFloor(cell: Cell, program: string, server: BareServer, prefix: string): Promise<number> {
  const other: Readonly<Record<string, string>> = {
    'advertise-address': NODE.address,
    'secure-port': String(PORT),
    'etcd-prefix': prefix,
    'etcd-certfile': join(server.folder, 'root.crt'),
    'etcd-keyfile': join(server.folder, 'root.key'),
    // Only the end of the process depends on it.
    'shutdown-delay-duration': '0s',
  };
  const args = [
    ...server.args.filter((arg) => !(flagOf(arg) in other)),
    ...Object.entries(other).map(([name, value]) => `--${name}=${value}`),
  ];
  // etcd's certificates are checked against names that only the management cluster's DNS knows.
  const withDns = ['--mount', 'sh', '-c', 'mount --bind "$0" /etc/resolv.conf && exec "$@"'];
  const started = performance.now();
  startIn(cell, PROGRAM, 'unshare', [...withDns, join(server.folder, 'resolv.conf'), program, ...args]);
  try {
    const target = { host: NODE.address, port: PORT, servername: 'kubernetes.default.svc' };
    return (await untilReady(target, 120)) - started;
  } finally {
    await stopIn(cell, PROGRAM);
  }
}

function flagOf(arg: string): string {
  return arg.replace(/^--/, '').replace(/=.*$/s, '');
}
