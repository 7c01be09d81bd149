import { join } from 'node:path';
import { fleetUnderTest } from '../fleet';
import { EDGE, GENERAL, teamA } from '../run/cast';
import { inSeconds, secondsSince, untilNodes, untilPods } from '../run/nodes';
import type { PlacedPod } from '../run/nodes';
import { isLeaving, isReady, list } from '../run/objects';
import type { Pod } from '../run/objects';
import { expect } from '../run/scenario';
import type { Context, Scenario } from '../run/scenario';
import { namespaceOf } from '../run/tenant-api';
import type { Tenant } from '../run/tenant';
import { execIn, untilExecWorks } from '../run/tunnel';
import { NAMESPACE, webDeployment } from '../run/workload';
import { apply } from '../testbed/kubectl';
import { until } from '../testbed/shell';
import { cutUplink, restoreUplink } from '../testbed/workers/worker';
import { applyAsWritten } from './apply';

const [ONE, OTHER] = GENERAL;
const STAYS = 'stays';
const LEAVES = 'leaves';
const A = namespaceOf('team-a');
const SERVERS = ['-n', A, '-l', 'app.kubernetes.io/name=kube-apiserver'] as const;

/** Pods prefer the machine whose cable is taken out. */
const PREFERS_OTHER = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        preference: {
          matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [OTHER.name] }],
        },
      },
    ],
  },
};

/** What tolerates an unreachable node, for how long. */
const tolerating = (seconds?: number): object => ({
  affinity: PREFERS_OTHER,
  tolerations: ['unreachable', 'not-ready'].map((state) => ({
    key: `node.kubernetes.io/${state}`,
    operator: 'Exists',
    effect: 'NoExecute',
    ...(seconds !== undefined && { tolerationSeconds: seconds }),
  })),
});

/** What happens to workers when something between them and their control plane fails, or the control plane itself changes. */
export const interrupted: readonly Scenario[] = [
  {
    name: "a machine's uplink is cut: NotReady, pods leave or stay as declared; restored, it recovers by itself",
    seconds: 1200,
    run: async ({ kubectl, note }) => {
      const { tenant, workers } = await teamA(kubectl);
      const machine = workers.find(({ spec }) => spec.name === OTHER.name);
      expect(machine !== undefined, 'no machine');
      await apply(tenant.kubectl, [
        webDeployment({ name: STAYS, replicas: 1, pod: tolerating() }),
        webDeployment({ name: LEAVES, replicas: 1, pod: tolerating(5) }),
      ]);
      const placed = (name: string) => podOf(tenant, name, (pod) => isReady(pod) && pod.spec.nodeName === OTHER.name);
      const [stays] = await Promise.all([placed(STAYS), placed(LEAVES)]);
      const started = performance.now();
      await cutUplink(machine);
      try {
        await untilNodes(tenant.kubectl, [OTHER.name], 'not Ready', 300);
        note(`NotReady ${secondsSince(started)} s after the cut`);
        await podOf(tenant, LEAVES, (pod) => isReady(pod) && pod.spec.nodeName === ONE.name, 300);
        note(`the pod that does not wait runs elsewhere ${secondsSince(started)} s after the cut`);
        const kept = await podOf(tenant, STAYS, () => true);
        expect(
          kept.metadata.uid === stays.metadata.uid && kept.metadata.deletionTimestamp === undefined,
          'the pod that was to stay is replaced',
        );
      } finally {
        await restoreUplink(machine);
      }
      note(`Ready ${await untilNodes(tenant.kubectl, [OTHER.name], 'Ready', 300)} s after the cable is back`);
      const kept = await podOf(tenant, STAYS, isReady, 300);
      expect(kept.metadata.uid === stays.metadata.uid, 'the pod that was to stay is another');
      const restarts = kept.status.containerStatuses?.reduce((sum, one) => sum + one.restartCount, 0);
      expect(restarts === 0, `it was restarted ${String(restarts)} times`);
      await untilPods(
        tenant.kubectl,
        ['-n', NAMESPACE, '-l', `app=${LEAVES}`],
        'the end of the pod that left',
        (pods) => pods.length === 1,
        300,
      );
      await until('exec on the machine', () => execIn(tenant, kept.metadata.name, ['true']).then(() => true), {
        seconds: 300,
        everyMs: 500,
      });
      note(`exec works ${secondsSince(started)} s after the cut`);
    },
  },
  {
    name: 'every API server pod is killed at once: agents reconnect by themselves',
    seconds: 900,
    run: async (context) => {
      const { tenant } = await teamA(context.kubectl);
      const pods = await podsEverywhere(tenant);
      const before = await list<Pod>(context.kubectl, 'pods', SERVERS);
      const started = performance.now();
      await context.kubectl([
        ...SERVERS.slice(0, 2),
        'delete',
        'pods',
        ...SERVERS.slice(2),
        '--grace-period=0',
        '--force',
      ]);
      await untilServers(context, before.length, before);
      context.note(`${before.length} new API servers are ready after ${secondsSince(started)} s`);
      const works = await untilExecWorks(context.kubectl, tenant, pods);
      context.note(`exec works on every node after ${inSeconds(works - started)} s`);
    },
  },
  ...[1, 3, 2].map((replicas): Scenario => ({
    name: `the control plane has ${replicas} API server${replicas === 1 ? '' : 's'} while agents are connected`,
    seconds: 900,
    run: async (context) => {
      const { tenant } = await teamA(context.kubectl);
      const pods = await podsEverywhere(tenant);
      const folder = join(context.manifests, '../../scaled');
      fleetUnderTest(folder, { replicas }).synth();
      const started = performance.now();
      await applyAsWritten({ ...context, manifests: join(folder, 'eu-1') });
      await untilServers(context, replicas, []);
      context.note(`ready after ${secondsSince(started)} s`);
      const works = await untilExecWorks(context.kubectl, tenant, pods);
      context.note(`exec works through every one of them after ${inSeconds(works - started)} s`);
    },
  })),
];

/** Waits until so many API servers are ready, none of them one of those before. */
async function untilServers({ kubectl }: Context, replicas: number, before: readonly Pod[]): Promise<void> {
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  await until(
    `${replicas} API servers`,
    async () => {
      const servers = await list<Pod>(kubectl, 'pods', SERVERS);
      return servers.length === replicas && servers.every((one) => isReady(one) && !old.has(one.metadata.uid));
    },
    { seconds: 400, everyMs: 500 },
  );
}

/** One pod on each machine, to run commands in. */
async function podsEverywhere(tenant: Tenant): Promise<readonly string[]> {
  const oneOnEach = (pods: readonly PlacedPod[]): readonly PlacedPod[] =>
    [...GENERAL, EDGE].flatMap(
      ({ name }) => pods.find((pod) => pod.spec.nodeName === name && isReady(pod) && !isLeaving(pod)) ?? [],
    );
  const complete = (pods: readonly PlacedPod[]): boolean => oneOnEach(pods).length === GENERAL.length + 1;
  const pods = await untilPods(tenant.kubectl, ['-n', NAMESPACE], 'a pod on each machine', complete, 120);
  return oneOnEach(pods).map(({ metadata }) => metadata.name);
}

async function podOf(
  tenant: Tenant,
  name: string,
  test: (pod: PlacedPod) => boolean,
  seconds = 300,
): Promise<PlacedPod> {
  const where = ['-n', NAMESPACE, '-l', `app=${name}`];
  const pods = await untilPods(tenant.kubectl, where, `a pod of ${name}`, (found) => found.some(test), seconds);
  const pod = pods.find(test);
  expect(pod !== undefined, `no pod of ${name}`);
  return pod;
}
