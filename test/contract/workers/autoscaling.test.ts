import { native } from '../../../lib/engines/native';
import type { KubernetesObject } from '../../../lib/kubernetes';
import { LocalControlPlane } from '../../../lib/testing';
import {
  AUTOSCALER_USER,
  machineDeploymentAnnotations,
  machineDeploymentRollout,
  machineHealthCheckSpec,
  nodePool,
} from '../../../lib/workers';
import { describeCrds } from '../../support/describe-crds';
import { objectsInside } from '../../support/fleets/render';
import { Judge, podsOf } from '../../support/judge';
import { install } from '../../support/module-crds';
import { describeReal } from '../../support/real-parts';
import { untilRightsCount } from '../../support/settled';
import { aPool, aTenant } from '../../support/workers';
import { managementCluster } from '../../unit/engines/native/fixtures';
import { LARGE, aKarpenterPool, anAutoscaledPool } from '../../unit/workers/autoscaling/pools';

jest.setTimeout(20 * 60_000);

const INFRASTRUCTURE = {
  infrastructure: {
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
    kind: 'OpenStackMachineTemplate',
    name: 'workers',
  },
};
const TENANT = aTenant({
  workerPools: [
    anAutoscaledPool('clusterapi', { fromZero: true }, { name: 'capi', machines: { options: INFRASTRUCTURE } }),
    ...['aws', 'azure', 'gce', 'hetzner'].map((provider) => anAutoscaledPool(provider, {}, { name: provider })),
  ],
});
const OBJECTS = native().renderTenant(TENANT, { cluster: managementCluster() });
const INSIDE = objectsInside(OBJECTS, TENANT.namespace);
const ofAutoscalers = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ metadata }) => metadata.name.includes('cluster-autoscaler'));

describeReal('cluster-autoscalers of a tenant', ['1.36.3'], () => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await Judge.start('1.36.3', { crds: true });
  });
  afterAll(() => judge.stop());

  test('are accepted by an API server, strictly, and so are their pods where Pod Security is restricted', async () => {
    const objects = ofAutoscalers(OBJECTS);
    expect(objects.filter(({ kind }) => kind === 'Deployment')).toHaveLength(5);
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Certificate', 'Role', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount']),
    );
    expect(await judge.refusals(objects)).toEqual([]);
    expect(await judge.podRefusals(podsOf(objects))).toEqual([]);
  });

  test('have rights inside the tenant that an API server accepts', async () => {
    const objects = ofAutoscalers(INSIDE);
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
    ]);
    expect(await judge.refusals(objects)).toEqual([]);
  });
});

describeReal('inside the tenant a cluster-autoscaler', ['1.36.3'], () => {
  let cluster: LocalControlPlane;
  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3' });
    for (const object of ofAutoscalers(INSIDE)) await create(cluster, object);
    await untilRightsCount(cluster);
  });
  afterAll(() => cluster.stop());

  /** Whether an API server lets the user do something, by its own authorizer. */
  const may = async (verb: string, resource: string, { group = '', namespace = '', name = '' } = {}) => {
    const [main = '', subresource] = resource.split('/');
    const resourceAttributes = { verb, group, resource: main, subresource, namespace, name };
    const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
    const { status, body } = await cluster.request('POST', path, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: AUTOSCALER_USER, resourceAttributes },
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return (body as { status: { allowed: boolean } }).status.allowed;
  };
  const system = { namespace: 'kube-system' };
  const leases = { ...system, group: 'coordination.k8s.io' };

  test.each<[string, string, Parameters<typeof may>[2]]>([
    ['list', 'nodes', {}],
    ['watch', 'pods', {}],
    ['update', 'nodes', { name: 'worker-1' }],
    ['create', 'pods/eviction', { namespace: 'default' }],
    ['list', 'volumeattachments', { group: 'storage.k8s.io' }],
    ['list', 'resourceslices', { group: 'resource.k8s.io' }],
    ['create', 'leases', leases],
    ['update', 'leases', { ...leases, name: 'cluster-autoscaler-aws' }],
    ['update', 'configmaps', { ...system, name: 'cluster-autoscaler-aws-status' }],
  ])('may %s %s', async (verb, resource, where) => {
    expect(await may(verb, resource, where)).toBe(true);
  });

  test.each<[string, string, Parameters<typeof may>[2]]>([
    ['delete', 'nodes', { name: 'worker-1' }],
    ['create', 'nodes', {}],
    ['create', 'pods', { namespace: 'default' }],
    ['get', 'secrets', system],
    ['list', 'secrets', {}],
    ['update', 'configmaps', { ...system, name: 'kubeadm-config' }],
    ['update', 'leases', { ...leases, name: 'kube-scheduler' }],
    ['list', 'configmaps', { namespace: 'default' }],
  ])('may not %s %s', async (verb, resource, where) => {
    expect(await may(verb, resource, where)).toBe(false);
  });
});

describeCrds(
  'Cluster API',
  'cluster-api',
  ['machinedeployments.cluster.x-k8s.io', 'machinehealthchecks.cluster.x-k8s.io'],
  (definitions) => {
    let cluster: LocalControlPlane;
    beforeAll(async () => {
      cluster = await LocalControlPlane.start({ version: '1.36.3' });
      await install(cluster, definitions);
    });
    afterAll(() => cluster.stop());

    const labels = { 'colonnade.dev/pool': 'capi' };
    const pool = anAutoscaledPool(
      'clusterapi',
      { fromZero: true },
      { ...LARGE, name: 'capi', repair: { unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: '40%' } },
    );
    const machineDeployment = (of: ReturnType<typeof aPool>): KubernetesObject => {
      const { template, ...spec } = machineDeploymentRollout(of);
      const infrastructureRef = { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'K', name: 'n' };
      return {
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind: 'MachineDeployment',
        metadata: { name: of.name, namespace: 'default', annotations: machineDeploymentAnnotations(of) },
        spec: {
          clusterName: 'team-a',
          selector: { matchLabels: labels },
          ...spec,
          template: {
            metadata: { labels },
            spec: { clusterName: 'team-a', bootstrap: { dataSecretName: 's' }, infrastructureRef, ...template.spec },
          },
        },
      };
    };

    test('takes rollout, drain and annotations of a MachineDeployment, strictly', async () => {
      expect(await refusal(cluster, machineDeployment(pool))).toBeUndefined();
      expect(await refusal(cluster, machineDeployment(aPool({ name: 'fixed' })))).toBeUndefined();
      const { spec, ...rest } = machineDeployment(pool);
      expect(await refusal(cluster, { ...rest, spec: { ...(spec as object), nodeDrainTimeout: '1s' } })).toContain(
        'nodeDrainTimeout',
      );
    });

    test('takes the MachineHealthCheck of a pool, strictly', async () => {
      const check: KubernetesObject = {
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind: 'MachineHealthCheck',
        metadata: { name: 'capi', namespace: 'default' },
        spec: machineHealthCheckSpec(pool, 'team-a'),
      };
      expect(await refusal(cluster, check)).toBeUndefined();
    });
  },
);

describeCrds('Karpenter', 'karpenter', ['nodepools.karpenter.sh'], (definitions) => {
  let cluster: LocalControlPlane;
  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3' });
    await install(cluster, definitions);
  });
  afterAll(() => cluster.stop());

  test.each([
    ['a pool of which nothing is known', aKarpenterPool()],
    ['a pool of which all is known', aKarpenterPool({ ...LARGE, zones: ['a', 'b'] })],
  ])('takes the NodePool of %s, strictly', async (_, pool) => {
    const made = nodePool(pool);
    if (made === undefined) throw new Error('Karpenter scales it');
    expect(await refusal(cluster, made)).toBeUndefined();
  });

  test('would refuse a budget that is no number and no percentage', async () => {
    const pool = aKarpenterPool();
    if (pool.autoscaling?.kind !== 'karpenter') throw new Error('Karpenter scales it');
    const made = nodePool({ ...pool, autoscaling: { ...pool.autoscaling, budget: 'few' } });
    if (made === undefined) throw new Error('Karpenter scales it');
    expect(await refusal(cluster, made)).toContain('budgets');
  });
});

async function create(cluster: LocalControlPlane, object: KubernetesObject): Promise<void> {
  const problem = await refusal(cluster, object, '');
  if (problem !== undefined) throw new Error(problem);
}

/** What an API server says against an object, if anything. */
async function refusal(
  cluster: LocalControlPlane,
  object: KubernetesObject,
  dryRun = '&dryRun=All',
): Promise<string | undefined> {
  const { apiVersion, kind, metadata } = object;
  const scope = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const path = `/apis/${apiVersion}${scope}/${kind.toLowerCase()}s?fieldValidation=Strict${dryRun}`;
  const { status, body } = await cluster.request('POST', path, object);
  return status === 201 ? undefined : JSON.stringify(body);
}
