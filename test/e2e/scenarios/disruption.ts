import { setTimeout as sleep } from 'node:timers/promises';
import { STORE_NAMESPACE } from '../fleet';
import { isLeaving, isReady, list } from '../run/objects';
import type { Pod } from '../run/objects';
import { expect } from '../run/scenario';
import type { Context, Scenario } from '../run/scenario';
import { adminAccess, namespaceOf, throughService } from '../run/tenant-api';
import { describeWriter, lostWrites, startWriter } from '../run/writer';
import type { WriterReport } from '../run/writer';
import { until } from '../testbed/shell';

/** Writes that a rolling restart may drop: room for a node that is slow to take an address out, far below what a bare stop drops. */
const DROPPED_SHARE = 0.02;

/** What a client notices when parts fail. */
export const disrupted: readonly Scenario[] = [
  {
    name: 'an API server pod is deleted under writes: no acknowledged write is lost',
    seconds: 600,
    run: async (context) => {
      await underWrites(context, 'server', async ({ kubectl }) => {
        const namespace = namespaceOf('team-a');
        const [victim] = await list<Pod>(kubectl, 'pods', [
          '-n',
          namespace,
          '-l',
          'app.kubernetes.io/name=kube-apiserver',
        ]);
        expect(victim !== undefined, 'no API server pod');
        await kubectl(['-n', namespace, 'delete', 'pod', victim.metadata.name, '--wait=false']);
        await untilReady(context, namespace, 'kube-apiserver', 2, victim.metadata.uid);
      });
    },
  },
  {
    name: 'an etcd member is killed under writes: no acknowledged write is lost',
    seconds: 600,
    run: async (context) => {
      await underWrites(context, 'member', async ({ kubectl }) => {
        const [victim] = await list<Pod>(kubectl, 'pods', ['-n', STORE_NAMESPACE, '-l', 'app.kubernetes.io/name=etcd']);
        expect(victim !== undefined, 'no etcd pod');
        await kubectl(['-n', STORE_NAMESPACE, 'delete', 'pod', victim.metadata.name, '--grace-period=0', '--force']);
        await untilReady(context, STORE_NAMESPACE, 'etcd', 3, victim.metadata.uid);
      });
    },
  },
  {
    name: 'a rolling restart of the API servers fails no request that a client would not repeat',
    seconds: 900,
    run: async (context) => {
      const report = await underWrites(context, 'rollout', async ({ kubectl }) => {
        const namespace = namespaceOf('team-a');
        await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/kube-apiserver']);
        await kubectl(['-n', namespace, 'rollout', 'status', 'deployment/kube-apiserver', '--timeout=400s'], {
          timeoutSeconds: 430,
        });
      });
      // A server that shuts down answers 429 with Retry-After, and clients of Kubernetes repeat the request.
      const dropped = [...report.errors].reduce((sum, [reason, n]) => sum + (reason === 'HTTP 429' ? 0 : n), 0);
      expect(dropped <= report.attempts * DROPPED_SHARE, `${dropped} of ${report.attempts} writes were dropped`);
    },
  },
];

async function underWrites(
  context: Context,
  prefix: string,
  disrupt: (context: Context) => Promise<void>,
): Promise<WriterReport> {
  const access = await throughService(context.kubectl, 'team-a', await adminAccess(context.kubectl, 'team-a'));
  const writer = startWriter(access, `${prefix}-${Date.now().toString(36)}`);
  await sleep(2000);
  let report: WriterReport;
  try {
    await disrupt(context);
    await sleep(2000);
  } finally {
    report = await writer.stop();
    context.note(describeWriter(report));
  }
  const lost = await lostWrites(access, report);
  expect(lost.length === 0, `${lost.length} acknowledged writes are lost: ${lost.slice(0, 5).join(', ')}`);
  expect(report.acknowledged.length > report.attempts / 2, 'fewer than half of the writes were acknowledged');
  return report;
}

async function untilReady(
  { kubectl }: Context,
  namespace: string,
  name: string,
  count: number,
  goneUid: string,
): Promise<void> {
  await until(
    `${count} ready pods of ${name}`,
    async () => {
      const pods = await list<Pod>(kubectl, 'pods', ['-n', namespace, '-l', `app.kubernetes.io/name=${name}`]);
      const alive = pods.filter((pod) => pod.metadata.uid !== goneUid && !isLeaving(pod));
      return alive.filter(isReady).length >= count;
    },
    { seconds: 300, everyMs: 500 },
  );
}
