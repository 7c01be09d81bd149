import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolPaths } from '../../../tools';
import { STORE_NAMESPACE } from '../fleet';
import type { Kubectl } from '../testbed/kubectl';
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
    const address = await kubectl([
      '-n',
      STORE_NAMESPACE,
      'get',
      'service',
      'etcd',
      '-o',
      'jsonpath={.spec.clusterIP}',
    ]);
    const host = address === 'None' ? await firstMember(kubectl) : address;
    return await tryRun(
      toolPaths(['etcd']).etcd.binaries['etcdctl'] ?? 'etcdctl',
      [
        `--endpoints=https://${host}:2379`,
        `--cacert=${join(folder, 'ca.crt')}`,
        `--cert=${join(folder, 'tls.crt')}`,
        `--key=${join(folder, 'tls.key')}`,
        '--command-timeout=5s',
        ...args,
      ],
      { timeoutSeconds: 20 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstMember(kubectl: Kubectl): Promise<string> {
  return kubectl(['-n', STORE_NAMESPACE, 'get', 'pod', 'etcd-0', '-o', 'jsonpath={.status.podIP}']);
}
