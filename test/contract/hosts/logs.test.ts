import type { KubernetesObject } from 'colonnade';
import { hetzner } from 'colonnade/hosts/hetzner';
import { LocalControlPlane } from 'colonnade/testing';
import { managementClusterAt } from '../../support/hosts/management-cluster';
import { describeReal } from '../../support/real-parts';

const NAMESPACE = 'colonnade-logs';
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const PLURALS: Readonly<Record<string, string>> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`,
  NetworkPolicy: `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies`,
  ConfigMap: `/api/v1/namespaces/${NAMESPACE}/configmaps`,
  DaemonSet: `/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets`,
};

describeReal('the collector of logs on a real API server', ['1.36.3'], () => {
  const host = hetzner({
    logs: { bucket: 'acme-logs', endpoint: 'https://fsn1.your-objectstorage.com', secret: 's3' },
  });
  const objects = (host.renderCluster?.(managementClusterAt(host)) ?? []).filter(({ metadata }) =>
    [metadata.name, metadata.namespace].includes(NAMESPACE),
  );
  let cluster: LocalControlPlane;
  const answers: (readonly [kind: string, status: number])[] = [];

  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 300 });
    for (const object of objects) {
      const path = `${PLURALS[object.kind] ?? ''}?fieldValidation=Strict`;
      answers.push([object.kind, (await cluster.request('POST', path, object)).status]);
    }
  }, 300_000);
  afterAll(() => cluster.stop());

  /**
   * What the server says of a pod of the DaemonSet in a namespace that it has just made, with Pod Security of a level. A
   * namespace that is relabelled would be judged by its old level for a moment more.
   */
  async function pod(level: string): Promise<{ readonly status: number; readonly message: string }> {
    const name = `${NAMESPACE}-${level}`;
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [ENFORCE]: level } } };
    expect((await cluster.request('POST', '/api/v1/namespaces', namespace)).status).toBe(201);
    const { metadata, spec } = templateOf(objects);
    const path = `/api/v1/namespaces/${name}/pods?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await cluster.request('POST', path, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, name: 'candidate', namespace: name },
      spec,
    });
    const message: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : undefined;
    return { status, message: typeof message === 'string' ? message : '' };
  }

  test('every object is taken, in the order in which they are rendered', () => {
    expect(answers).toEqual(objects.map(({ kind }) => [kind, 201]));
    expect(answers).toHaveLength(5);
  });

  test('its pods are taken in the namespace as it is', async () => {
    const { metadata } = objects[0] ?? {};
    expect(metadata?.labels).toMatchObject({ [ENFORCE]: 'privileged' });
    expect(await pod('privileged')).toEqual({ status: 201, message: '' });
  });

  test('the folders of the node are all that baseline has against them, and restricted, that they are root', async () => {
    const baseline = await pod('baseline');
    expect(baseline.status).toBe(403);
    expect(violations(baseline.message)).toEqual(['hostPath volumes']);
    const restricted = await pod('restricted');
    expect(restricted.status).toBe(403);
    expect(violations(restricted.message)).toEqual(['restricted volume types', 'runAsNonRoot != true', 'runAsUser=0']);
  });
});

/** Names of what Pod Security says against a pod. */
function violations(message: string): readonly string[] {
  return [...message.matchAll(/(?:^.*?": |, )([\w !=]+?) \((?:[^()]|\([^()]*\))*\)/g)].map(([, name = '']) => name);
}

function templateOf(objects: readonly KubernetesObject[]): { readonly metadata: object; readonly spec: object } {
  const daemonSet = objects.find(({ kind }) => kind === 'DaemonSet');
  if (daemonSet === undefined) throw new Error('there is no DaemonSet');
  return (daemonSet['spec'] as { readonly template: { readonly metadata: object; readonly spec: object } }).template;
}
