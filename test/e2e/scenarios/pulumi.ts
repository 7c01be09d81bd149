import { isLeaving, isReady, list, restartsOf, runningPods, stateOf } from '../run/objects';
import type { Listed } from '../run/objects';
import { PulumiExample } from '../run/pulumi';
import { expect } from '../run/scenario';
import type { Context, Scenario } from '../run/scenario';
import { TenantApi, accessOf, namespaceOf, untilAnswered } from '../run/tenant-api';
import type { ExampleOperation, ExampleReport } from '../../support/pulumi/example-run';

const TENANT = 'team-a';
const ADDRESS = '172.31.0.20';

/** Kinds of which a fleet of the native engine has objects. Namespaces take the rest with them. */
const KINDS = [
  'namespaces,persistentvolumeclaims,deployments,statefulsets,jobs,secrets,certificates,issuers',
  'priorityclasses,clusterissuers,validatingadmissionpolicies,validatingadmissionpolicybindings',
  'clusterroles,clusterrolebindings',
].join(',');

/** Namespace and name of what nothing renders: cert-manager writes it, and deletes no Secret of a Certificate that goes. */
const KEPT = ['cert-manager', 'etcd-shared'] as const;

/** The stack that all of them work with, in their order. */
let example: Promise<PulumiExample> | undefined;

/**
 * A fleet in a Pulumi program, from nothing to nothing. It comes before everything else: what a management cluster has once belongs to the
 * stack, which deletes it.
 */
export const provisioned: readonly Scenario[] = [
  {
    name: 'Pulumi: a preview says what the example would make, and makes nothing',
    seconds: 900,
    run: async ({ kubectl, note }) => {
      const before = await ofColonnade(kubectl);
      expect(before.length === 0, `there is something already: ${before.join(', ')}`);
      const [preview] = await operate(['preview']);
      expect((preview?.changes['create'] ?? 0) > 5, `it would make ${JSON.stringify(preview?.changes)}`);
      const after = await ofColonnade(kubectl);
      expect(after.length === 0, `it made ${after.join(', ')}`);
      note(`${JSON.stringify(preview?.changes)}`);
    },
  },
  {
    name: 'Pulumi: when `up` returns, every pod is ready, and the tenant answers whoever has the kubeconfig of the stack',
    seconds: 900,
    run: async ({ kubectl, note }) => {
      const started = performance.now();
      const [up] = await operate(['up']);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const pods = await runningPods(kubectl);
      expect(pods.length >= 6, `${pods.length} pods: ${pods.map(({ metadata }) => metadata.name).join(', ')}`);
      const waiting = pods.filter((pod) => !isReady(pod));
      expect(waiting.length === 0, `not ready: ${waiting.map(stateOf).join('; ')}`);
      const { kubeconfig, endpoint } = up?.outputs ?? {};
      expect(endpoint?.value === `https://${ADDRESS}:6443`, `its endpoint is ${String(endpoint?.value)}`);
      expect(kubeconfig?.secret === true, 'its kubeconfig is no secret');
      const api = new TenantApi(accessOf(String(kubeconfig.value)));
      await untilAnswered(api, ADDRESS);
      const namespaces = await api.ask('GET', '/api/v1/namespaces');
      api.close();
      expect(namespaces.status === 200, `its namespaces are answered with ${namespaces.status}`);
      note(`${JSON.stringify(up?.changes)}, ${pods.length} pods after ${seconds} s`);
    },
  },
  {
    name: 'Pulumi: a second `up` changes nothing and restarts nothing',
    seconds: 900,
    run: async ({ kubectl }) => {
      const before = restartsOf(await runningPods(kubectl));
      for (const { changes } of await operate(['preview', 'up'])) expectChanges(changes, {});
      const after = restartsOf(await runningPods(kubectl));
      for (const [pod, count] of before) expect(after.get(pod) === count, `${pod} was restarted or replaced`);
    },
  },
  {
    name: 'Pulumi: a preview names the field of a change; `up` returns when the new API server is ready',
    seconds: 900,
    run: async (context) => {
      const [preview, up] = await operate(['preview', 'up'], 2);
      expectText(preview, 'Deployment tenant-team-a/kube-apiserver: spec.replicas: 1 => 2');
      // Besides the tenant, what the fleet says: that one API server cannot survive a node.
      expectChanges(up?.changes, { update: 2 });
      const servers = await apiServers(context);
      const ready = servers.filter(isReady).length;
      expect(ready === 2, `${ready} API servers are ready: ${servers.map(stateOf).join('; ')}`);
    },
  },
  {
    name: 'Pulumi: what somebody changed by hand is shown by refresh, and mended by `up`',
    seconds: 900,
    run: async ({ kubectl }) => {
      const scheduler = ['-n', namespaceOf(TENANT), 'deployment/kube-scheduler'];
      const [stays] = await replicasOf(kubectl);
      await kubectl(['scale', ...scheduler, '--replicas=0']);
      const [refresh, preview, up] = await operate(['refresh', 'preview', 'up'], 2);
      expectText(refresh, `Deployment tenant-team-a/kube-scheduler: spec.replicas: 0 => ${stays ?? ''}`);
      expectChanges(preview?.changes, { update: 1 });
      expectChanges(up?.changes, { update: 1 });
      const [mended] = await replicasOf(kubectl);
      expect(mended === stays, `${mended ?? ''} replicas and not ${stays ?? ''}`);
    },
  },
  {
    name: 'Pulumi: destroy leaves nothing but the Secret of a CA that cert-manager keeps',
    seconds: 900,
    run: async ({ kubectl, note }) => {
      try {
        const [destroyed] = await operate(['destroy']);
        note(JSON.stringify(destroyed?.changes));
        const left = await ofColonnade(kubectl);
        expect(left.join(', ') === `Secret ${KEPT.join('/')}`, `it left ${left.join(', ')}`);
      } finally {
        await kubectl(['-n', KEPT[0], 'delete', 'secret', KEPT[1], '--ignore-not-found']);
        (await example)?.stop();
        example = undefined;
      }
    },
  },
];

async function operate(operations: readonly ExampleOperation[], replicas?: number): Promise<readonly ExampleReport[]> {
  example ??= PulumiExample.start(ADDRESS);
  return (await example).run(operations, replicas);
}

async function ofColonnade(kubectl: Context['kubectl']): Promise<readonly string[]> {
  const found = await list<Listed>(kubectl, KINDS, ['-A', '-l', 'app.kubernetes.io/part-of=colonnade']);
  return found.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
}

async function apiServers({ kubectl }: Pick<Context, 'kubectl'>) {
  const pods = await runningPods(kubectl);
  return pods.filter((pod) => pod.metadata.labels?.['app.kubernetes.io/name'] === 'kube-apiserver' && !isLeaving(pod));
}

async function replicasOf(kubectl: Context['kubectl']): Promise<readonly string[]> {
  const answer = await kubectl([
    ...['-n', namespaceOf(TENANT), 'get', 'deployment', 'kube-scheduler'],
    ...['-o', 'jsonpath={.spec.replicas} {.status.readyReplicas}'],
  ]);
  return answer.split(' ');
}

function expectChanges(changes: ExampleReport['changes'] | undefined, wanted: ExampleReport['changes']): void {
  const found = Object.fromEntries(Object.entries(changes ?? {}).filter(([change]) => change !== 'same'));
  expect(JSON.stringify(found) === JSON.stringify(wanted), `it changed ${JSON.stringify(found)}`);
}

function expectText(report: ExampleReport | undefined, wanted: string): void {
  expect(report?.text.includes(wanted) ?? false, `it said nothing of ${wanted}: ${report?.text ?? ''}`);
}
