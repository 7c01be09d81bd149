import { EDGE_TAINT, TENANT_POD_CIDR } from '../fleet';
import { EDGE, teamA } from '../run/cast';
import { joinAs } from '../run/joining';
import { inSeconds, secondsSince, untilNodes, untilPods } from '../run/nodes';
import { isReady } from '../run/objects';
import { reachedFrom } from '../run/probe';
import type { Target } from '../run/probe';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { execIn, throughPortForward, untilExecWorks } from '../run/tunnel';
import { NAMESPACE, webDeployment } from '../run/workload';
import { apply } from '../testbed/kubectl';
import { placesOf } from '../testbed/plan';
import { run, until } from '../testbed/shell';
import { INSIDE_CIDR, ROUTER } from '../testbed/workers/plan';
import { connectPods } from '../testbed/workers/pod-network';
import { startWorker } from '../testbed/workers/worker';

const SENSOR = 'sensor';
const KUBELET_PORT = 10250;

/** A machine that can only dial out. */
export const behindNat: readonly Scenario[] = [
  {
    name: 'a machine behind NAT joins team-a and is Ready',
    seconds: 900,
    run: async (context) => {
      const { tenant, workers } = await teamA(context.kubectl);
      const { worker, seconds } = await joinAs(context, 'team-a', 'edge', EDGE);
      context.note(`the document is done after ${seconds} s`);
      await connectPods([...workers, worker], tenant.kubectl, TENANT_POD_CIDR);
      context.note(`Ready ${await untilNodes(tenant.kubectl, [EDGE.name], 'Ready', 300)} s later`);
      const taints = await tenant.kubectl(['get', 'node', EDGE.name, '-o', 'jsonpath={.spec.taints[*].key}']);
      expect(taints.includes(EDGE_TAINT.key), `the taint of its pool is not on the node: ${taints}`);
    },
  },
  {
    name: 'nothing from outside reaches the machine behind NAT, not even with a route',
    seconds: 300,
    run: async ({ kubectl }) => {
      const { workers } = await teamA(kubectl);
      const edge = await startWorker(EDGE);
      const open: Target = { what: 'a kubelet on the wire', host: workers[0]?.address ?? '', port: KUBELET_PORT };
      const inside: Target = { what: 'the kubelet behind NAT', host: edge.address, port: KUBELET_PORT };
      const router: Target = { what: 'the router', host: ROUTER.address, port: KUBELET_PORT };
      // Its kubelet answers on the machine itself, so that silence outside says something about the way.
      const namespace = edge.places.networkNamespace;
      await run('ip', ['netns', 'exec', namespace, 'bash', '-c', `: <>/dev/tcp/${edge.address}/${KUBELET_PORT}`]);
      await until(
        'an answer of a kubelet on the wire',
        async () => (await reachedFrom(undefined, [open])).get(open) === 'open',
        { seconds: 60 },
      );
      const plain = await reachedFrom(undefined, [inside, router]);
      expect(plain.get(inside) !== 'open' && plain.get(router) !== 'open', 'it can be reached');
      const route = ['-n', placesOf().nodeNamespace, 'route'];
      await run('ip', [...route, 'add', INSIDE_CIDR, 'via', ROUTER.address]);
      try {
        const routed = await reachedFrom(undefined, [inside]);
        expect(routed.get(inside) === 'filtered', `with a route it is ${String(routed.get(inside))}`);
      } finally {
        await run('ip', [...route, 'del', INSIDE_CIDR, 'via', ROUTER.address]);
      }
    },
  },
  {
    name: 'pods run behind NAT; logs, exec, port-forward and statistics come through the tunnel that the machine dialled',
    seconds: 900,
    run: async ({ kubectl, note }) => {
      const { tenant } = await teamA(kubectl);
      const started = performance.now();
      const pod = { nodeSelector: { 'kubernetes.io/hostname': EDGE.name }, tolerations: [{ operator: 'Exists' }] };
      await apply(tenant.kubectl, [webDeployment({ name: SENSOR, replicas: 1, pod })]);
      const where = ['-n', NAMESPACE, '-l', `app=${SENSOR}`];
      const [sensor] = await untilPods(
        tenant.kubectl,
        where,
        'a pod behind NAT',
        (pods) => pods.length === 1 && pods.every(isReady),
        300,
      );
      const name = sensor?.metadata.name ?? '';
      note(`ready after ${secondsSince(started)} s`);
      await untilPods(
        tenant.kubectl,
        ['-n', 'kube-system', '-l', 'k8s-app=konnectivity-agent', `--field-selector=spec.nodeName=${EDGE.name}`],
        'its agent',
        (pods) => pods.length === 1 && pods.every(isReady),
        300,
      );
      // Every API server has to find the one agent that is on this node, which dials one after the other.
      const works = await untilExecWorks(kubectl, tenant, [name]);
      note(`exec works through every API server after ${inSeconds(works - started)} s`);
      expect((await execIn(tenant, name, ['echo', 'here'])).trim() === 'here', 'exec said something else');
      const logs = await tenant.kubectl(['-n', NAMESPACE, 'logs', name]);
      expect(logs.includes('serving v1'), `logs: ${logs}`);
      expect((await throughPortForward(tenant, name)).trim() === `v1 ${name}`, 'port-forward said something else');
      const stats = await tenant.kubectl(['get', '--raw', `/api/v1/nodes/${EDGE.name}/proxy/stats/summary`]);
      expect(stats.includes(`"nodeName": "${EDGE.name}"`), 'statistics of another node');
    },
  },
];
