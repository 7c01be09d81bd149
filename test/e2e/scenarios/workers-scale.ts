import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MANY_NODES as NODES, STORE_NAMESPACE } from '../fleet';
import { FAKE, fakeNodes, startKwok } from '../run/kwok';
import type { Kwok } from '../run/kwok';
import { inMebibytes, memoryOf } from '../run/memory';
import type { ContainerMemory } from '../run/memory';
import { nodeIsReady, secondsSince } from '../run/nodes';
import type { NodeObject } from '../run/nodes';
import { isReady, list, restartsOf } from '../run/objects';
import type { Pod } from '../run/objects';
import { Broken, expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { TenantApi, adminAccess, namespaceOf } from '../run/tenant-api';
import { openTenant } from '../run/tenant';
import type { Tenant } from '../run/tenant';
import { apply } from '../testbed/kubectl';
import type { Kubectl } from '../testbed/kubectl';
import { placesOf } from '../testbed/plan';
import { until } from '../testbed/shell';

/** The tenant whose size class is for this many nodes. */
const TENANT = 'team-b';
const PODS = 2 * NODES;
const NAMESPACE = 'scale';
const CONTROL_PLANE = [namespaceOf(TENANT), STORE_NAMESPACE] as const;

/** How many nodes are written at once. */
const WRITERS = 8;

/** Time in which a kubelet looks at memory anew. */
const STALE_MS = 12_000;

/** As many nodes as the largest size class is for. They are kwok's: objects that live, without machines. */
export const atScale: readonly Scenario[] = [
  {
    name: `${NODES} nodes and ${PODS} pods on ${TENANT}: all Ready, memory within the limits of its size, nothing restarted`,
    seconds: 900,
    notWithout: 900,
    run: async ({ kubectl, note }) => {
      const tenant = await openTenant(kubectl, TENANT);
      const before = await memoryOf(kubectl, CONTROL_PLANE);
      const restarts = restartsOf(await controlPlanePods(kubectl));
      const kwok = await startKwok(tenant.kubeconfig, join(placesOf().logs, 'kwok.log'));
      let broken = false;
      try {
        const started = performance.now();
        await createNodes(kubectl);
        note(`${NODES} nodes written after ${secondsSince(started)} s`);
        await apply(tenant.kubectl, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }, WORK]);
        await untilAllReady(tenant, kwok);
        note(`${NODES} nodes and ${PODS} pods Ready after ${secondsSince(started)} s`);
        await sleep(STALE_MS);
        const after = await memoryOf(kubectl, CONTROL_PLANE);
        for (const line of compared(before, after)) note(line);
        withinLimits(after);
        nothingRestarted(restarts, await controlPlanePods(kubectl));
        note(await answers(kubectl));
      } catch (error) {
        broken = true;
        throw error;
      } finally {
        // What broke first is what the person has to read.
        await clear(kubectl, tenant)
          .catch((error: unknown) => {
            if (!broken) throw error;
            note(`not cleared: ${String(error)}`);
          })
          .finally(() => kwok.stop());
      }
    },
  },
];

/** Nothing pulls its image: kwok says that it runs. */
const WORK = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: NAMESPACE, name: 'work' },
  spec: {
    replicas: PODS,
    selector: { matchLabels: { app: 'work' } },
    template: {
      metadata: { labels: { app: 'work' } },
      spec: {
        nodeSelector: { [FAKE.key]: FAKE.value },
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'work',
            image: 'testbed.invalid/work:1',
            resources: { requests: { cpu: '100m', memory: '128Mi' } },
          },
        ],
      },
    },
  },
} as const;

/** Waits until every node and every pod is Ready. Counts first: whole objects of all nodes are many megabytes. */
async function untilAllReady({ kubectl }: Tenant, kwok: Kwok): Promise<void> {
  let last = 'nothing yet';
  const nodes = ['-l', `${FAKE.key}=${FAKE.value}`];
  await until(
    'all nodes and pods Ready',
    async () => {
      const end = kwok.ended();
      if (end !== undefined) throw new Broken(`kwok ${end}`);
      const ready = (await list<NodeObject>(kubectl, 'nodes', nodes)).filter(nodeIsReady).length;
      last = `${ready} nodes are Ready`;
      if (ready < NODES) return false;
      const status = '-o=jsonpath={.status.readyReplicas}';
      const running = await kubectl(['-n', NAMESPACE, 'get', 'deployment', 'work', status]);
      last += `, ${running || '0'} pods`;
      return running === String(PODS);
    },
    { seconds: 480, everyMs: 2000 },
  ).catch((error: unknown) => {
    throw new Broken(`${error instanceof Error ? error.message : String(error)} At the end ${last}.`);
  });
}

function controlPlanePods(kubectl: Kubectl): Promise<readonly Pod[]> {
  return Promise.all(CONTROL_PLANE.map((namespace) => list<Pod>(kubectl, 'pods', ['-n', namespace]))).then((found) =>
    found.flat().filter(({ status }) => status.phase !== 'Succeeded'),
  );
}

/** One line for each container that is there for the nodes: what it held and holds. */
function compared(before: readonly ContainerMemory[], after: readonly ContainerMemory[]): readonly string[] {
  return after.map(({ namespace, pod, container, workingSet, limit }) => {
    const held = before.find((one) => one.namespace === namespace && one.pod === pod && one.container === container);
    const from = held === undefined ? '?' : inMebibytes(held.workingSet);
    const most = limit === undefined ? 'no limit' : `limit ${inMebibytes(limit)}`;
    return `${pod} ${container}: ${from} -> ${inMebibytes(workingSet)} MiB (${most})`;
  });
}

function withinLimits(containers: readonly ContainerMemory[]): void {
  for (const name of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd']) {
    const found = containers.filter(({ container }) => container === name);
    expect(found.length > 0, `the kubelet says nothing of the memory of ${name}`);
    for (const { pod, workingSet, limit } of found) {
      expect(limit !== undefined, `${name} of ${pod} has no limit`);
      expect(workingSet < limit, `${name} of ${pod} holds ${inMebibytes(workingSet)} of ${inMebibytes(limit)} MiB`);
    }
  }
}

/** A container that ran out of memory is restarted; one in a pod that is gone was, too. */
function nothingRestarted(before: ReadonlyMap<string, number>, pods: readonly Pod[]): void {
  const after = restartsOf(pods);
  for (const [pod, count] of before) expect(after.get(pod) === count, `${pod} was restarted or replaced`);
  const waiting = pods.filter((pod) => !isReady(pod)).map(({ metadata }) => metadata.name);
  expect(waiting.length === 0, `not ready: ${waiting.join(', ')}`);
}

/** What a person and a controller ask for, and how long it takes. */
async function answers(management: Kubectl): Promise<string> {
  const api = new TenantApi(await adminAccess(management, TENANT));
  try {
    const times: string[] = [];
    for (const [what, path] of [
      ['readyz', '/readyz'],
      ['all nodes', '/api/v1/nodes'],
      ['all pods', '/api/v1/pods'],
      ['one pod', `/api/v1/namespaces/${NAMESPACE}/pods?limit=1`],
    ] as const) {
      const started = performance.now();
      const { status, body } = await api.ask('GET', path, undefined, { timeoutMs: 120_000 });
      expect(status === 200, `${path}: ${status}`);
      const { items } = body as { items?: readonly unknown[] };
      if (what === 'all nodes') expect((items?.length ?? 0) >= NODES, `only ${items?.length ?? 0} nodes`);
      if (what === 'all pods') expect((items?.length ?? 0) >= PODS, `only ${items?.length ?? 0} pods`);
      times.push(`${what} in ${Math.round(performance.now() - started)} ms`);
    }
    const started = performance.now();
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'answers-' } };
    const { status } = await api.ask('POST', `/api/v1/namespaces/${NAMESPACE}/configmaps`, map);
    expect(status === 201, `a ConfigMap is not written: ${status}`);
    times.push(`a write in ${Math.round(performance.now() - started)} ms`);
    return times.join(', ');
  } finally {
    api.close();
  }
}

/** Writes the nodes, several at once, as machines come up. */
async function createNodes(management: Kubectl): Promise<void> {
  const api = new TenantApi(await adminAccess(management, TENANT));
  const waiting = fakeNodes(NODES).values();
  const writer = async (): Promise<void> => {
    for (const node of waiting) {
      // A busy API server asks to come again, and closes connections that nobody used; one that ended is found by its restart.
      const written = async (): Promise<boolean> => {
        const { status, body } = await api.ask('POST', '/api/v1/nodes', node, { timeoutMs: 60_000 });
        if (status !== 201 && status !== 409) throw new Error(`${status} ${JSON.stringify(body)}`);
        return true;
      };
      await until('a node is written', written, { seconds: 120, everyMs: 1000 });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer)).finally(() => api.close());
}

/**
 * Takes pods and nodes away. Pods of DaemonSets go with their nodes; the tenant's own garbage collection takes a minute for
 * them, which nobody waits for.
 */
async function clear(management: Kubectl, { kubectl }: Tenant): Promise<void> {
  // First, so that nobody makes pods anew.
  await kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=false']);
  const api = new TenantApi(await adminAccess(management, TENANT));
  try {
    const remaining = async (path: string): Promise<number> => {
      const { body } = await api.ask('GET', path, undefined, { timeoutMs: 30_000 });
      return (body['items'] as readonly unknown[]).length;
    };
    for (const path of [
      `/api/v1/namespaces/${NAMESPACE}/pods`,
      `/api/v1/nodes?labelSelector=${encodeURIComponent(`${FAKE.key}=${FAKE.value}`)}`,
    ]) {
      // A thousand objects can take longer than one request may: what is left is asked for again.
      const nothingLeft = async (): Promise<boolean> => {
        await api.ask('DELETE', path, { gracePeriodSeconds: 0 }, { timeoutMs: 60_000 });
        return (await remaining(path)) === 0;
      };
      await until(`nothing at ${path}`, nothingLeft, { seconds: 300, everyMs: 1000 });
    }
  } finally {
    api.close();
  }
}
