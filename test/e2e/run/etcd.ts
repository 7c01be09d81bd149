import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolPaths } from '../../../tools';
import { STORE_NAMESPACE } from '../fleet';
import type { Kubectl } from '../testbed/kubectl';
import { NETWORK } from '../testbed/plan';
import { tryRun } from '../testbed/shell';
import type { RunResult } from '../testbed/shell';
import { secretText } from './tenant-api';

/** Runs etcdctl against the shared store with the client certificate of a Secret. */
export async function etcdctl(
  kubectl: Kubectl,
  credentials: { readonly namespace: string; readonly secret: string },
  args: readonly string[],
): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-etcd-'));
  try {
    for (const key of ['ca.crt', 'tls.crt', 'tls.key']) {
      writeFileSync(join(folder, key), await secretText(kubectl, credentials.namespace, credentials.secret, key), {
        mode: 0o600,
      });
    }
    writeFileSync(join(folder, 'resolv.conf'), `nameserver ${NETWORK.dnsAddress}\n`);
    const program = toolPaths(['etcd']).etcd.binaries['etcdctl'] ?? 'etcdctl';
    const flags = [
      `--endpoints=https://etcd.${STORE_NAMESPACE}.svc.${NETWORK.clusterDomain}:2379`,
      `--cacert=${join(folder, 'ca.crt')}`,
      `--cert=${join(folder, 'tls.crt')}`,
      `--key=${join(folder, 'tls.key')}`,
      '--command-timeout=30s',
    ];
    // The servers' certificates are checked against names that only the management cluster's DNS knows.
    const withDns = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
    const inner = [withDns, join(folder, 'resolv.conf'), program, ...flags, ...args];
    return await tryRun('unshare', ['--mount', 'sh', '-c', ...inner], { timeoutSeconds: 60 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
