import { GENERAL, teamA } from '../run/cast';
import { inSeconds, secondsSince, untilPods } from '../run/nodes';
import type { PlacedPod } from '../run/nodes';
import { isReady } from '../run/objects';
import { expect } from '../run/scenario';
import type { Scenario } from '../run/scenario';
import { execIn, throughPortForward, untilExecWorks } from '../run/tunnel';
import { NAMESPACE, NAMESPACE_OBJECT, PORT, webDeployment, webService } from '../run/workload';
import { apply } from '../testbed/kubectl';
import { run, until } from '../testbed/shell';

const WEB = 'web';
const NODE_PORT = 30080;

/** What runs on workers, and what is asked of it through the tunnel. */
export const working: readonly Scenario[] = [
  {
    name: "the tenant's own pods and a Deployment of three replicas run on both nodes",
    seconds: 900,
    run: async ({ kubectl, note }) => {
      const { tenant } = await teamA(kubectl);
      const started = performance.now();
      await apply(tenant.kubectl, [NAMESPACE_OBJECT]);
      await apply(tenant.kubectl, [webDeployment({ name: WEB, replicas: 3 }), webService(WEB, NODE_PORT)]);
      const pods = await webPods(tenant.kubectl, (found) => found.length === 3 && found.every(isReady));
      const nodes = new Set(pods.map(({ spec }) => spec.nodeName));
      expect(nodes.size === GENERAL.length, `all pods are on ${[...nodes].join(', ')}`);
      note(`three pods ready after ${secondsSince(started)} s`);
      const system = await untilPods(
        tenant.kubectl,
        ['-n', 'kube-system'],
        'every pod of kube-system ready',
        (found) => found.length >= 2 * GENERAL.length && found.every(isReady),
        300,
      );
      note(`${system.length} pods in kube-system ready after ${secondsSince(started)} s`);
      // Agents are ready with a tunnel to one API server; what follows may be asked of any of them.
      const names = GENERAL.map(({ name }) => podOn(pods, name));
      const works = await untilExecWorks(kubectl, tenant, names);
      note(`exec works through every API server after ${inSeconds(works - started)} s`);
    },
  },
  {
    name: 'CoreDNS answers inside a pod; a ClusterIP and a NodePort answer from pods, nodes and outside',
    seconds: 600,
    run: async ({ kubectl }) => {
      const { tenant, workers } = await teamA(kubectl);
      const pods = await webPods(tenant.kubectl, (found) => found.length === 3 && found.every(isReady));
      for (const { name } of GENERAL) {
        const pod = podOn(pods, name);
        const looked = await until(
          `DNS in a pod of ${name}`,
          () => execIn(tenant, pod, ['nslookup', 'kubernetes.default.svc.cluster.local']),
          { seconds: 120, everyMs: 500 },
        );
        expect(looked.includes('10.96.0.1'), `${name}: ${looked}`);
        const url = `http://${WEB}.${NAMESPACE}.svc.cluster.local/`;
        const answer = await until(
          `an answer of ${url} in a pod of ${name}`,
          () => execIn(tenant, pod, ['wget', '-qO-', url]),
          { seconds: 120, everyMs: 1000 },
        );
        expect(answer.startsWith('v1 web-'), `from a pod of ${name}, ${url}: ${answer}`);
      }
      for (const { spec, address } of workers) {
        const url = `http://${address}:${NODE_PORT}/`;
        const answer = await until(`an answer of ${url}`, () => curl(url), { seconds: 120, everyMs: 1000 });
        expect(answer.startsWith('v1 web-'), `the NodePort at ${spec.name}: ${answer}`);
      }
    },
  },
  {
    name: 'a Deployment rolls',
    seconds: 600,
    run: async ({ kubectl, note }) => {
      const { tenant, workers } = await teamA(kubectl);
      const started = performance.now();
      await apply(tenant.kubectl, [webDeployment({ name: WEB, replicas: 3, version: 'v2' })]);
      await tenant.kubectl(['-n', NAMESPACE, 'rollout', 'status', `deployment/${WEB}`, '--timeout=300s'], {
        timeoutSeconds: 330,
      });
      note(`rolled after ${secondsSince(started)} s`);
      const [worker] = workers;
      await until(
        'only new pods behind the NodePort, and more than one',
        async () => {
          const all: string[] = [];
          for (let turn = 0; turn < 12; turn += 1)
            all.push(await curl(`http://${worker?.address ?? ''}:${NODE_PORT}/`));
          return all.every((one) => one.startsWith('v2 ')) && new Set(all).size > 1 && all;
        },
        { seconds: 120, everyMs: 500 },
      );
    },
  },
  {
    name: 'logs, exec, port-forward and proxied requests work through the tunnel on every node',
    seconds: 600,
    run: async ({ kubectl, note }) => {
      const { tenant } = await teamA(kubectl);
      const pods = await webPods(tenant.kubectl, (found) => found.length === 3 && found.every(isReady));
      for (const { name } of GENERAL) {
        const pod = podOn(pods, name);
        const logs = await tenant.kubectl(['-n', NAMESPACE, 'logs', pod]);
        expect(logs.includes('serving v2'), `logs on ${name}: ${logs}`);
        const said = await execIn(tenant, pod, ['sh', '-c', 'echo "$HOSTNAME"']);
        expect(said.trim() === pod, `exec on ${name}: ${said}`);
        const page = await throughPortForward(tenant, pod);
        expect(page.trim() === `v2 ${pod}`, `port-forward on ${name}: ${page}`);
        const proxied = await tenant.kubectl([
          'get',
          '--raw',
          `/api/v1/namespaces/${NAMESPACE}/pods/${pod}:${PORT}/proxy/`,
        ]);
        expect(proxied.trim() === `v2 ${pod}`, `the pod's proxy on ${name}: ${proxied}`);
        const stats = JSON.parse(
          await tenant.kubectl(['get', '--raw', `/api/v1/nodes/${name}/proxy/stats/summary`]),
        ) as {
          readonly node: { readonly nodeName: string; readonly memory?: { readonly workingSetBytes?: number } };
          readonly pods: readonly unknown[];
        };
        expect(stats.node.nodeName === name && stats.pods.length > 0, `stats of ${name}`);
        note(`${name}: ${stats.pods.length} pods, ${Math.round((stats.node.memory?.workingSetBytes ?? 0) / 1e6)} MB`);
      }
      const service = await tenant.kubectl([
        'get',
        '--raw',
        `/api/v1/namespaces/${NAMESPACE}/services/${WEB}:80/proxy/`,
      ]);
      expect(service.startsWith('v2 web-'), `the Service's proxy: ${service}`);
    },
  },
];

function webPods(
  kubectl: Parameters<typeof untilPods>[0],
  test: (pods: readonly PlacedPod[]) => boolean,
): Promise<readonly PlacedPod[]> {
  return untilPods(kubectl, ['-n', NAMESPACE, '-l', `app=${WEB}`], 'pods of the Deployment', test, 300);
}

function podOn(pods: readonly PlacedPod[], node: string): string {
  const pod = pods.find(({ spec }) => spec.nodeName === node);
  expect(pod !== undefined, `no pod on ${node}`);
  return pod.metadata.name;
}

function curl(url: string): Promise<string> {
  return run('curl', ['-sS', '--max-time', '60', url]);
}
