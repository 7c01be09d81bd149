import { isReady, list, restartsOf, runningPods } from '../../test/e2e/run/objects';
import type { Listed, Pod } from '../../test/e2e/run/objects';
import type { Kubectl } from '../../test/e2e/testbed/kubectl';
import { until } from '../../test/e2e/testbed/shell';
import { API_PORT } from './fleet';
import type { BenchFleet, BenchTenant } from './fleet';
import type { ReadyTarget } from './probe';

interface Job extends Listed {
  readonly status: { readonly succeeded?: number; readonly failed?: number };
}

const REMOVAL = { timeoutSeconds: 300 } as const;
const OURS = 'app.kubernetes.io/part-of=colonnade';

/** Applies files as they were written, in one run of kubectl. */
export async function applyFiles(kubectl: Kubectl, files: readonly string[]): Promise<void> {
  await kubectl(['apply', '--server-side', ...files.flatMap((file) => ['-f', file])], { timeoutSeconds: 180 });
}

/** Applies what tenants stand on and waits until it is ready. Tenants of a run that was broken off are removed first. */
export async function applyCommon(kubectl: Kubectl, fleet: BenchFleet): Promise<void> {
  await kubectl(['delete', 'namespace', '-l', `${OURS},colonnade.dev/tenant`, '--ignore-not-found'], REMOVAL);
  await applyFiles(kubectl, fleet.common);
  await untilQuiet(kubectl, 3);
}

/** Waits until every pod is ready and every Job is done. @param pods - how many pods there are at least */
export async function untilQuiet(kubectl: Kubectl, pods: number): Promise<void> {
  await until(
    'every pod ready and every Job done',
    async () => {
      const running = await runningPods(kubectl);
      const jobs = await list<Job>(kubectl, 'jobs', ['-A', '-l', OURS]);
      return (
        running.length >= pods && running.every(isReady) && jobs.every(({ status }) => (status.succeeded ?? 0) > 0)
      );
    },
    { seconds: 300, everyMs: 1000 },
  );
}

/** Removes tenants and waits until nothing of them is left to work for. */
export async function removeTenants(kubectl: Kubectl, tenants: readonly BenchTenant[]): Promise<void> {
  const namespaces = tenants.map(({ namespace }) => namespace);
  await kubectl(['delete', 'namespace', '--ignore-not-found', '--timeout=280s', ...namespaces], REMOVAL);
  for (const { name } of tenants) {
    // The Job that made the tenant's user lives beside the store.
    const selector = `${OURS},colonnade.dev/tenant=${name}`;
    await kubectl(['delete', 'jobs', '-A', '-l', selector, '--ignore-not-found'], REMOVAL);
  }
}

/** Where a tenant's Service answers. */
export function serviceOf({ address, namespace }: BenchTenant): ReadyTarget {
  return { host: address, port: API_PORT, servername: `kube-apiserver.${namespace}.svc` };
}

/** Containers that started again, and pods that failed. */
export async function restarts(kubectl: Kubectl): Promise<number> {
  const pods = await list<Pod>(kubectl, 'pods', ['-A', '-l', OURS]);
  const again = [...restartsOf(pods).values()].reduce((sum, count) => sum + count, 0);
  return again + pods.filter(({ status }) => status.phase === 'Failed').length;
}
