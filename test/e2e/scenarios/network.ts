import { setTimeout as sleep } from 'node:timers/promises';
import { STORE_NAMESPACE } from '../fleet';
import { isLeaving, isReady, list } from '../run/objects';
import type { Pod } from '../run/objects';
import { closedPod, LISTENS_ON, withProbes } from '../run/probe-pods';
import type { Probe } from '../run/probe-pods';
import { reachedFrom } from '../run/probe';
import type { Reached, Target } from '../run/probe';
import { expect } from '../run/scenario';
import type { Context, Scenario } from '../run/scenario';
import { adminAccess, namespaceOf, throughService } from '../run/tenant-api';
import { API_PORT, NETWORK, NODE } from '../testbed/plan';
import { until } from '../testbed/shell';

/** A namespace of nobody, without any policy: what is filtered here is filtered by the other side. */
const ELSEWHERE = 'probe-elsewhere';
const A = namespaceOf('team-a');
const B = namespaceOf('team-b');

/** How often a flow is tried that has to be answered. */
const MOST_TURNS = 12;

const STRANGER: Probe = { namespace: ELSEWHERE, name: 'stranger', labels: {} };
const NAME = 'app.kubernetes.io/name';

const MANAGEMENT_API: readonly Target[] = [
  { what: 'the Service of the management API', host: NETWORK.serviceCidr.replace(/\.0\/\d+$/, '.1'), port: 443 },
  { what: 'the management API', host: NODE.address, port: API_PORT },
];

/**
 * What policies permit and what they do not. They are enforced during all scenarios; see testbed/stand-ins/network-policies.
 * Whatever is expected to be filtered has to answer the node, which policies do not filter: silence proves something only
 * where somebody listens.
 */
export const networked: readonly Scenario[] = [
  {
    name: "tenant A's API is open to everybody; its controllers, konnectivity's own ports and etcd are not",
    seconds: 600,
    run: async (context) => {
      // The label alone does not make an API server: its namespace has to be one of the store's.
      const impostor = { namespace: ELSEWHERE, name: 'impostor', labels: { [NAME]: 'kube-apiserver' } };
      const neighbour = { namespace: B, name: 'probe-neighbour', labels: { [NAME]: 'bootstrap' } };
      await withProbes(context.kubectl, [STRANGER, impostor, neighbour], async ([stranger, posing, job]) => {
        const [ownApi, closed, store] = await Promise.all([
          apiOf(context, 'team-a'),
          closedOf(context),
          storePorts(context),
        ]);
        const [serverOfB] = await podsOf(context, B, 'kube-apiserver');
        const client = at(store, 2379);
        const elsewhere = [...at(store, 2380), ...at(store, 2381)];
        await verify(context, [
          { from: 'a stranger', pod: stranger, open: ownApi, filtered: [...closed, ...store] },
          { from: 'a pod that is labelled as an API server', pod: posing, filtered: [...closed, ...store] },
          // Jobs may leave towards API servers alone.
          {
            from: "B's Jobs",
            pod: job,
            open: [...at(ownApi, 6443), ...MANAGEMENT_API],
            filtered: [...closed, ...store],
          },
          { from: "B's API server", pod: serverOfB, open: client, filtered: [...ownApi, ...closed, ...elsewhere] },
        ]);
      });
    },
  },
  {
    name: 'the parts of a control plane reach each other as named, and nothing else',
    seconds: 600,
    run: async (context) => {
      await withProbes(context.kubectl, [STRANGER], async ([stranger]) => {
        const [ownApi, otherApi, store] = await Promise.all([
          apiOf(context, 'team-a'),
          apiOf(context, 'team-b'),
          storePorts(context),
        ]);
        const outside = [...MANAGEMENT_API, ...otherApi, listenerOf(stranger, 'a stranger')];
        const [[server], [manager], [scheduler], [member]] = await Promise.all([
          podsOf(context, A, 'kube-apiserver'),
          podsOf(context, A, 'kube-controller-manager'),
          podsOf(context, A, 'kube-scheduler'),
          podsOf(context, STORE_NAMESPACE, 'etcd'),
        ]);
        const api = at(ownApi, 6443);
        const client = at(store, 2379);
        const peers = at(store, 2380);
        const others = (targets: readonly Target[]): readonly Target[] =>
          targets.filter(({ host }) => host !== member?.status.podIP && host !== client[0]?.host);
        await verify(context, [
          { from: "A's API server", pod: server, open: client, filtered: [...peers, ...at(store, 2381), ...outside] },
          { from: "A's controller manager", pod: manager, open: api, filtered: [...store, ...outside] },
          { from: "A's scheduler", pod: scheduler, open: api, filtered: [...store, ...outside] },
          {
            from: 'an etcd member',
            pod: member,
            open: peers,
            filtered: [...others(client), ...others(at(store, 2381)), ...ownApi, ...outside],
          },
        ]);
      });
    },
  },
  {
    name: "a pod of nobody in tenant A's namespace reaches nothing and is not reached; Jobs reach what they need",
    seconds: 600,
    run: async (context) => {
      const unlabelled = { namespace: A, name: 'probe-unlabelled', labels: {} };
      const jobs = { namespace: A, name: 'probe-job', labels: { [NAME]: 'bootstrap' } };
      await withProbes(context.kubectl, [STRANGER, unlabelled, jobs], async ([stranger, nobody, job]) => {
        const [ownApi, otherApi, closed, store] = await Promise.all([
          apiOf(context, 'team-a'),
          apiOf(context, 'team-b'),
          closedOf(context),
          storePorts(context),
        ]);
        const dns: Target = { what: 'DNS', host: NETWORK.dnsAddress, port: 53 };
        const listeners = [listenerOf(stranger, 'a stranger'), listenerOf(nobody, 'a pod of nobody')];
        const [atStranger] = listeners;
        const everything = [...ownApi, ...otherApi, ...closed, ...MANAGEMENT_API, ...store, dns];
        await verify(context, [
          { from: 'a pod of nobody', pod: nobody, filtered: [...everything, ...listeners.slice(0, 1)] },
          { from: 'a stranger', pod: stranger, open: [...MANAGEMENT_API, dns], filtered: listeners.slice(1) },
          {
            from: "A's Jobs",
            pod: job,
            open: [...at(ownApi, 6443), ...MANAGEMENT_API, dns],
            filtered: [...at(ownApi, 8132), ...closed, ...store, ...(atStranger === undefined ? [] : [atStranger])],
          },
        ]);
      });
      await closedPod(context.kubectl, A, `${NODE.address}/${API_PORT}`);
    },
  },
];

interface Claim {
  readonly from: string;
  readonly pod: Pod | undefined;
  readonly open?: readonly Target[];
  readonly filtered: readonly Target[];
}

/** Tries all flows, and tells all that are not as claimed. */
async function verify({ note }: Context, claims: readonly Claim[]): Promise<void> {
  const all = claims.flatMap(({ open = [], filtered }) => [...open, ...filtered]);
  const ofNode = ({ loopback = false }: Target): Reached => (loopback ? 'refused' : 'open');
  const wrong = describe('the node', await settledFrom(undefined, [...new Set(all)], ofNode), ofNode);
  for (const { from, pod, open = [], filtered } of claims) {
    expect(pod !== undefined, `no pod for ${from}`);
    const wanted = (one: Target): Reached => (open.includes(one) ? 'open' : 'filtered');
    wrong.push(...describe(from, await settledFrom(pod.metadata.uid, [...open, ...filtered], wanted), wanted));
  }
  expect(wrong.length === 0, wrong.join('\n'));
  const count = (pick: (claim: Claim) => readonly Target[]): number =>
    claims.reduce((sum, claim) => sum + pick(claim).length, 0);
  note(`${count(({ open = [] }) => open)} flows open, ${count(({ filtered }) => filtered)} filtered`);
}

/**
 * Tries flows. One that has to be answered is tried again for a while: answers are late on a busy machine, and rules of Services follow
 * pods. One that has to be silent is tried once: it may not be answered a single time.
 */
async function settledFrom(
  uid: string | undefined,
  targets: readonly Target[],
  wanted: (target: Target) => Reached,
): Promise<ReadonlyMap<Target, Reached>> {
  const reached = new Map(await reachedFrom(uid, targets));
  const late = (): readonly Target[] =>
    targets.filter((one) => wanted(one) !== 'filtered' && reached.get(one) !== wanted(one));
  for (let turn = 0; turn < MOST_TURNS && late().length > 0; turn += 1) {
    await sleep(1000);
    for (const [one, how] of await reachedFrom(uid, late())) reached.set(one, how);
  }
  return reached;
}

function describe(from: string, reached: ReadonlyMap<Target, Reached>, wanted: (target: Target) => Reached): string[] {
  return [...reached]
    .filter(([target, how]) => how !== wanted(target))
    .map(
      ([target, how]) => `${from} -> ${target.what} (${target.host}:${target.port}) is ${how}, not ${wanted(target)}`,
    );
}

function at(targets: readonly Target[], port: number): readonly Target[] {
  return targets.filter((target) => target.port === port);
}

/** Pods of a component, when all of them are ready. */
function podsOf({ kubectl }: Context, namespace: string, name: string): Promise<readonly Pod[]> {
  return until(
    `ready pods of ${namespace}/${name}`,
    async () => {
      const pods = await list<Pod>(kubectl, 'pods', ['-n', namespace, '-l', `${NAME}=${name}`]);
      return pods.length > 0 && pods.every((pod) => isReady(pod) && !isLeaving(pod)) && pods;
    },
    { seconds: 120, everyMs: 1000 },
  );
}

function target(what: string, pod: Pod, port: number): Target {
  return { what: `${what} ${pod.metadata.name}`, host: pod.status.podIP ?? '', port };
}

/** The public ports of a tenant: of each pod, of its Service and of its endpoint. */
async function apiOf(context: Context, tenant: string): Promise<readonly Target[]> {
  const endpoint = await adminAccess(context.kubectl, tenant);
  const service = await throughService(context.kubectl, tenant, endpoint);
  const servers = await podsOf(context, namespaceOf(tenant), 'kube-apiserver');
  return [6443, 8132].flatMap((port) => [
    { what: `${tenant}'s endpoint`, host: endpoint.host, port },
    { what: `${tenant}'s Service`, host: service.host, port },
    ...servers.map((pod) => target(`${tenant}'s`, pod, port)),
  ]);
}

/** Ports of tenant A that are for itself and the kubelet. */
async function closedOf(context: Context): Promise<readonly Target[]> {
  const [servers, managers, schedulers] = await Promise.all([
    podsOf(context, A, 'kube-apiserver'),
    podsOf(context, A, 'kube-controller-manager'),
    podsOf(context, A, 'kube-scheduler'),
  ]);
  return [
    ...servers.flatMap((pod) => [
      { ...target("konnectivity's admin port of", pod, 8133), loopback: true },
      target("konnectivity's health port of", pod, 8134),
    ]),
    ...managers.map((pod) => target("A's", pod, 10257)),
    ...schedulers.map((pod) => target("A's", pod, 10259)),
  ];
}

/** Client, peer and metrics ports of the shared store, by pod; the client port also by Service. */
async function storePorts(context: Context): Promise<readonly Target[]> {
  const members = await podsOf(context, STORE_NAMESPACE, 'etcd');
  const query = ['-n', STORE_NAMESPACE, 'get', 'service', 'etcd', '-o', 'jsonpath={.spec.clusterIP}'];
  const service = await context.kubectl(query);
  return [
    { what: 'the Service of etcd', host: service, port: 2379 },
    ...[2379, 2380, 2381].flatMap((port) => members.map((pod) => target('member', pod, port))),
  ];
}

function listenerOf(pod: Pod | undefined, what: string): Target {
  expect(pod?.status.podIP !== undefined, `${what} has no address`);
  return { what, host: pod.status.podIP, port: LISTENS_ON };
}
