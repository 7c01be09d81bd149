import { CLIENT_IMAGE } from '../testbed/images/catalog';
import { apply } from '../testbed/kubectl';
import type { Kubectl } from '../testbed/kubectl';
import { until } from '../testbed/shell';
import { isReady, list } from './objects';
import type { Pod } from './objects';
import { Broken } from './scenario';

/** A pod that a test puts somewhere to try what its place and its labels permit. */
export interface Probe {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Port on which each of them listens. */
export const LISTENS_ON = 8080;

/** Longest time in which a pod starts, ends or is gone. */
const SECONDS = 180;

/** The image that has bash, whose redirections connect. */
const BASH_IMAGE = 'registry.k8s.io/kubectl:v1.36.3';

/** Runs a test while probes do, and removes them afterwards, with the namespaces that are made for them. */
export async function withProbes(
  kubectl: Kubectl,
  probes: readonly Probe[],
  work: (pods: readonly (Pod | undefined)[]) => Promise<void>,
): Promise<void> {
  const listen = ['httpd', '-f', '-p', String(LISTENS_ON), '-h', '/'];
  const namespaces = namespacesFor(probes);
  const pods = probes.map((probe) => podOf(probe, CLIENT_IMAGE, listen));
  const objects = [...namespaces, ...pods];
  try {
    if (namespaces.length > 0) await apply(kubectl, namespaces);
    await Promise.all(namespaces.map(({ metadata }) => serviceAccountOf(kubectl, metadata.name)));
    await apply(kubectl, pods);
    await work(await Promise.all(probes.map((probe) => readyPod(kubectl, probe))));
  } finally {
    await remove(kubectl, objects);
  }
}

/** Fails unless a pod cannot connect to an address in its very first moment, when policies might not be there yet. */
export async function closedPod(kubectl: Kubectl, namespace: string, address: string): Promise<void> {
  const probe = { namespace, name: 'probe-first-moment', labels: {} };
  const script = `timeout 2 bash -c ': <>/dev/tcp/${address}' && echo open || echo closed`;
  const pod = podOf(probe, BASH_IMAGE, ['bash', '-c', script]);
  try {
    await apply(kubectl, [pod]);
    const said = await until(
      'the end of a pod that tries once',
      async () => {
        const [found] = await find(kubectl, probe);
        return found?.status.phase === 'Succeeded' && kubectl(['-n', namespace, 'logs', probe.name]);
      },
      { seconds: SECONDS, everyMs: 500 },
    );
    if (said.trim() !== 'closed') throw new Broken(`a new pod of ${namespace} reaches ${address}: ${said}`);
  } finally {
    await remove(kubectl, [pod]);
  }
}

function readyPod(kubectl: Kubectl, probe: Probe): Promise<Pod> {
  return until(
    `${probe.namespace}/${probe.name}`,
    async () => (await find(kubectl, probe)).find((pod) => isReady(pod) && pod.status.podIP !== undefined),
    { seconds: SECONDS, everyMs: 500 },
  );
}

/** A pod is refused where its service account is not made yet, which follows its namespace. */
async function serviceAccountOf(kubectl: Kubectl, namespace: string): Promise<void> {
  const get = ['-n', namespace, 'get', 'serviceaccount', 'default', '-o', 'name'];
  await until(`the service account of ${namespace}`, () => kubectl(get), { seconds: SECONDS });
}

function find(kubectl: Kubectl, { namespace, name }: Probe): Promise<readonly Pod[]> {
  return list<Pod>(kubectl, 'pods', ['-n', namespace, `--field-selector=metadata.name=${name}`]);
}

async function remove(kubectl: Kubectl, objects: readonly object[]): Promise<void> {
  await kubectl(['delete', '--ignore-not-found', `--timeout=${SECONDS}s`, '-f', '-'], {
    objects,
    timeoutSeconds: SECONDS + 30,
  });
}

/** Namespaces of tenants are there. */
function namespacesFor(probes: readonly Probe[]): readonly { readonly metadata: { readonly name: string } }[] {
  const names = new Set(probes.map(({ namespace }) => namespace).filter((name) => !name.startsWith('tenant-')));
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** Meets the Pod Security Standard `restricted`, as namespaces of tenants demand. */
function podOf({ namespace, name, labels }: Probe, image: string, command: readonly string[]): object {
  const resources = { cpu: '10m', memory: '32Mi' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'probe',
          image,
          command,
          resources: { requests: resources, limits: { memory: '64Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    },
  };
}
