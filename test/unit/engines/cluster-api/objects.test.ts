import {
  aws,
  azure,
  clusterApi,
  gcp,
  hetzner,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
  kubevirt,
  openstack,
} from '../../../../lib/engines/cluster-api';
import type { InfrastructureProvider } from '../../../../lib/engines/cluster-api';
import { only, render } from './fixtures';

const AWS = (instanceType = 'm7i.large') => aws({ region: 'eu-central-1', machines: { large: { instanceType } } });
const KAMAJI = kamajiControlPlane({ dataStore: 'shared' });

describe('the name of a template', () => {
  const nameWith = (instanceType: string) =>
    only(render({ controlPlane: KAMAJI, infrastructure: AWS(instanceType) }), 'AWSMachineTemplate').metadata.name;

  test('changes with its content and with nothing else, because Cluster API looks at the name alone', () => {
    expect(nameWith('m7i.large')).toBe(nameWith('m7i.large'));
    expect(nameWith('m7i.large')).not.toBe(nameWith('m7i.xlarge'));
    expect(nameWith('m7i.large')).toMatch(/^team-a-general-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  test('is what the MachineDeployment refers to, without a version', () => {
    const objects = render({ controlPlane: KAMAJI, infrastructure: AWS() });
    expect(only(objects, 'MachineDeployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            infrastructureRef: {
              apiGroup: 'infrastructure.cluster.x-k8s.io',
              kind: 'AWSMachineTemplate',
              name: nameWith('m7i.large'),
            },
            bootstrap: { configRef: { name: only(objects, 'KubeadmConfigTemplate').metadata.name } },
          },
        },
      },
    });
  });

  test('is that of a template that exists where the infrastructure declares none of that name', () => {
    const objects = render({ controlPlane: KAMAJI, infrastructure: aws({ region: 'eu-central-1' }) });
    expect(objects.filter(({ kind }) => kind === 'AWSMachineTemplate')).toEqual([]);
    expect(only(objects, 'MachineDeployment')).toMatchObject({
      spec: { template: { spec: { infrastructureRef: { name: 'large' } } } },
    });
  });
});

describe('the number of machines', () => {
  test('is left out where it may change, and written where it is fixed', () => {
    const free = only(render({ controlPlane: KAMAJI, infrastructure: AWS() }), 'MachineDeployment');
    expect(free['spec']).not.toHaveProperty('replicas');
    const fixed = render(
      { controlPlane: KAMAJI, infrastructure: AWS() },
      { pool: { size: { min: 4, max: 4 }, autoscaling: null } },
    );
    expect(only(fixed, 'MachineDeployment')).toMatchObject({ spec: { replicas: 4 } });
  });

  test('has its bounds in annotations for the autoscaler', () => {
    const objects = render(
      { controlPlane: KAMAJI, infrastructure: AWS() },
      {
        pool: {
          autoscaling: {
            kind: 'cluster-autoscaler',
            provider: 'clusterapi',
            scaleDownUnneededSeconds: 600,
            scaleDownUtilizationPercent: 50,
            fromZero: false,
            identity: { serviceAccountAnnotations: {}, environment: {}, secret: null },
          },
        },
      },
    );
    expect(only(objects, 'MachineDeployment').metadata.annotations).toMatchObject({
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '3',
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '20',
    });
  });
});

test('a MachinePool of the cloud has a configuration of its own and no MachineDeployment', () => {
  const objects = render(
    { controlPlane: KAMAJI, infrastructure: AWS() },
    { template: { kind: 'AWSMachinePool', name: 'general' } },
  );
  expect(objects.filter(({ kind }) => kind === 'MachineDeployment' || kind === 'MachineHealthCheck')).toEqual([]);
  expect(only(objects, 'MachinePool')).toMatchObject({
    spec: {
      template: {
        spec: {
          infrastructureRef: { kind: 'AWSMachinePool', name: 'general' },
          bootstrap: { configRef: { kind: 'KubeadmConfig', name: only(objects, 'KubeadmConfig').metadata.name } },
        },
      },
    },
  });
});

describe('a hosted control plane', () => {
  const clusterOf = (
    infrastructure: InfrastructureProvider,
    plane = KAMAJI as Parameters<typeof clusterApi>[0]['controlPlane'],
  ) => only(render({ controlPlane: plane, infrastructure }), infrastructure.cluster.kind);
  const MANAGED_BY = 'cluster.x-k8s.io/managed-by';

  test.each<[string, InfrastructureProvider, object]>([
    ['AWS', AWS(), { controlPlaneLoadBalancer: { loadBalancerType: 'disabled' } }],
    ['Azure', azure({ location: 'westeurope', subscriptionId: 'x', identity: 'acme' }), { controlPlaneEnabled: false }],
    [
      'OpenStack',
      openstack({ credentials: { secret: 'clouds', cloud: 'acme' } }),
      {
        apiServerLoadBalancer: { enabled: false },
        disableAPIServerFloatingIP: true,
        apiServerFixedIP: '203.0.113.10',
        apiServerPort: 6443,
      },
    ],
    [
      'Hetzner',
      hetzner({ regions: ['fsn1'], credentials: { secret: 'hetzner', key: 'token' } }),
      { controlPlaneLoadBalancer: { enabled: false }, controlPlaneEndpoint: { host: '203.0.113.10', port: 6443 } },
    ],
  ])('has no load balancer of %s', (_name, infrastructure, spec) => {
    expect(clusterOf(infrastructure)).toMatchObject({ spec });
  });

  test.each([
    ['GCP', gcp({ project: 'acme', region: 'europe-west3' })],
    ['KubeVirt', kubevirt()],
  ])('keeps the provider of %s off the cluster object', (_name, infrastructure) => {
    expect(clusterOf(infrastructure, k0smotronControlPlane()).metadata.annotations).toMatchObject({
      [MANAGED_BY]: 'k0smotron',
    });
  });

  test('on machines leaves the load balancer to the infrastructure', () => {
    const objects = render({ controlPlane: kubeadmControlPlane({ machines: 'large' }), infrastructure: AWS() });
    expect(only(objects, 'AWSCluster')).toMatchObject({
      spec: { controlPlaneLoadBalancer: { loadBalancerType: 'nlb' } },
    });
    expect(only(objects, 'AWSCluster').metadata.annotations ?? {}).not.toHaveProperty([MANAGED_BY]);
  });
});

test('a version of k0s has the suffix of images for a control plane, and a plus for workers', () => {
  const objects = render({ controlPlane: k0smotronControlPlane({ k0sRelease: 2 }), infrastructure: AWS() });
  expect(only(objects, 'K0smotronControlPlane')).toMatchObject({ spec: { version: 'v1.36.3-k0s.2' } });
  expect(JSON.stringify(only(objects, 'K0sWorkerConfigTemplate'))).toMatch(/"version":"v1\.36\.3\+k0s\.\d"/);
});

test('labels that k0smotron would put into selectors are not the user’s', () => {
  const objects = render(
    { controlPlane: k0smotronControlPlane(), infrastructure: AWS() },
    { tenant: { labels: { 'example.com/cost': '1' } } },
  );
  expect(only(objects, 'K0smotronControlPlane').metadata.labels).not.toHaveProperty(['example.com/cost']);
  expect(only(objects, 'Cluster').metadata.labels).toHaveProperty(['example.com/cost'], '1');
});

test('what a tenant has by default is translated for Kamaji: audit, encryption, NodeRestriction', () => {
  const objects = render({ controlPlane: KAMAJI, infrastructure: AWS() });
  expect(only(objects, 'KamajiControlPlane')).toMatchObject({
    spec: {
      dataStoreName: 'shared',
      admissionControllers: expect.arrayContaining(['NodeRestriction']) as string[],
      apiServer: {
        extraArgs: expect.arrayContaining([
          '--audit-policy-file=/etc/kubernetes/config/audit-policy.yaml',
          '--encryption-provider-config=/etc/kubernetes/encryption/encryption-config.yaml',
        ]) as string[],
      },
    },
  });
  expect(objects.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['ConfigMap', 'Job', 'NetworkPolicy', 'PodDisruptionBudget']),
  );
});

test('no rendered object of Cluster API has an empty object where one field is the least', () => {
  const empty = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    (Object.keys(value).length === 0 || Object.values(value).some(empty));
  const ofClusterApi = render({ controlPlane: KAMAJI, infrastructure: AWS() }).filter(({ apiVersion }) =>
    /^(bootstrap\.|addons\.)?cluster\.x-k8s\.io\//.test(apiVersion),
  );
  expect(ofClusterApi.length).toBeGreaterThan(3);
  expect(ofClusterApi.filter(empty)).toEqual([]);
});

test('resources of a tenant are selected by the cluster they are for', () => {
  const objects = render({
    controlPlane: KAMAJI,
    infrastructure: AWS(),
    resources: { objects: [{ kind: 'ConfigMap', name: 'cilium' }] },
  });
  expect(only(objects, 'ClusterResourceSet')).toMatchObject({
    spec: {
      clusterSelector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'team-a' } },
      resources: [{ kind: 'ConfigMap', name: 'cilium' }],
      strategy: 'Reconcile',
    },
  });
});

test('every operator comes behind those that it needs', () => {
  const { operators } = clusterApi({ controlPlane: KAMAJI, infrastructure: AWS() });
  const names = operators.map(({ name }) => name);
  expect(names[0]).toBe('cert-manager');
  expect(new Set(names).size).toBe(names.length);
  operators.forEach(({ after }, index) => {
    expect(names.slice(0, index)).toEqual(expect.arrayContaining([...after]));
  });
});

test('the same options and model give the same bytes', () => {
  const once = JSON.stringify(render({ controlPlane: KAMAJI, infrastructure: AWS() }));
  expect(
    JSON.stringify(render({ controlPlane: kamajiControlPlane({ dataStore: 'shared' }), infrastructure: AWS() })),
  ).toBe(once);
});
