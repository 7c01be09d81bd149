import {
  awsGroupTags,
  azureScaleSetTags,
  clusterApiRights,
  gceKubeEnv,
  machineDeploymentAnnotations,
} from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import { LARGE, anAutoscaledPool } from './pools';

const TENANT = aTenant();
const ZERO = { fromZero: true };

describe('a MachineDeployment', () => {
  const annotations = (...input: Parameters<typeof anAutoscaledPool>) =>
    machineDeploymentAnnotations(anAutoscaledPool(...input));

  test('says between which sizes and how it is scaled', () => {
    const repair = { unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: 1 };
    expect(annotations('clusterapi', {}, { repair })).toEqual({
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '1',
      'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '6',
      'cluster.x-k8s.io/autoscaling-options-scaledownunneededtime': '600s',
      'cluster.x-k8s.io/autoscaling-options-scaledownutilizationthreshold': '0.5',
      'cluster.x-k8s.io/autoscaling-options-maxnodeprovisiontime': '1200s',
    });
  });

  test('says what a node would be like when it may be empty', () => {
    const capacity = 'capacity.cluster-autoscaler.kubernetes.io';
    expect(annotations('clusterapi', ZERO, LARGE)).toMatchObject({
      [`${capacity}/cpu`]: '16',
      [`${capacity}/memory`]: '64Gi',
      [`${capacity}/ephemeral-disk`]: '200Gi',
      [`${capacity}/maxPods`]: '110',
      [`${capacity}/gpu-type`]: 'nvidia.com/gpu',
      [`${capacity}/gpu-count`]: '2',
      [`${capacity}/labels`]:
        'kubernetes.io/arch=arm64,kubernetes.io/os=linux,topology.kubernetes.io/zone=a,example.com/team_a=red',
      [`${capacity}/taints`]: 'example.com/gpu=yes:NoSchedule,spot=:PreferNoSchedule',
    });
  });

  test('leaves out what is not known, and a zone that is not certain', () => {
    const found = annotations('clusterapi', ZERO, { zones: ['a', 'b'] });
    const names = Object.keys(found).flatMap((name) => /^capacity.*\/(.*)$/.exec(name)?.[1] ?? []);
    expect(names).toEqual(['maxPods', 'labels']);
    expect(JSON.stringify(found)).not.toContain('zone');
  });

  test('says nothing where another or nobody scales it', () => {
    expect(annotations('aws')).toEqual({});
    expect(machineDeploymentAnnotations(aPool())).toEqual({});
  });
});

describe('groups of clouds', () => {
  test('have the tags of AWS by which they are found', () => {
    expect(awsGroupTags(TENANT, anAutoscaledPool('aws'))).toEqual({
      'k8s.io/cluster-autoscaler/enabled': 'true',
      'k8s.io/cluster-autoscaler/acme.eu-1.team-a': 'owned',
      'k8s.io/cluster-autoscaler/node-template/autoscaling-options/scaledownunneededtime': '600s',
      'k8s.io/cluster-autoscaler/node-template/autoscaling-options/scaledownutilizationthreshold': '0.5',
    });
  });

  test('say on AWS what a node would be like', () => {
    const template = 'k8s.io/cluster-autoscaler/node-template';
    expect(awsGroupTags(TENANT, anAutoscaledPool('aws', ZERO, LARGE))).toMatchObject({
      [`${template}/resources/ephemeral-storage`]: '200Gi',
      [`${template}/resources/nvidia.com/gpu`]: '2',
      [`${template}/label/example.com/team_a`]: 'red',
      [`${template}/taint/example.com/gpu`]: 'yes:NoSchedule',
    });
  });

  test('have names of tags without slashes on Azure, and the size', () => {
    const template = 'k8s.io_cluster-autoscaler_node-template';
    const tags = azureScaleSetTags(TENANT, anAutoscaledPool('azure', ZERO, LARGE));
    expect(tags).toMatchObject({
      'cluster-autoscaler-enabled': 'true',
      'cluster-autoscaler-name': 'acme.eu-1.team-a',
      min: '1',
      max: '6',
      [`${template}_autoscaling-options_scaledownunneededtime`]: '600s',
      [`${template}_resources_nvidia.com_gpu`]: '2',
      [`${template}_label_example.com_team~2a`]: 'red',
      [`${template}_taint_example.com_gpu`]: 'yes:NoSchedule',
    });
    expect(Object.keys(tags).filter((name) => name.includes('/'))).toEqual([]);
  });

  test('have the kube-env of Google Compute Engine when they may be empty', () => {
    expect(gceKubeEnv(anAutoscaledPool('gce', ZERO, LARGE))).toBe(
      'AUTOSCALER_ENV_VARS: kube_reserved=cpu=100m,memory=256Mi,ephemeral-storage=1Gi,pid=1000;' +
        'node_labels=kubernetes.io/arch=arm64,kubernetes.io/os=linux,topology.kubernetes.io/zone=a,example.com/team_a=red;' +
        'node_taints=example.com/gpu=yes:NoSchedule,spot=:PreferNoSchedule;os=linux;os_distribution=ubuntu;arch=arm64\n',
    );
    expect(gceKubeEnv(anAutoscaledPool('gce'))).toBeUndefined();
  });

  test('say nothing where another or nobody scales them', () => {
    const pools = [aPool(), anAutoscaledPool('clusterapi', ZERO)];
    expect(
      pools.map((pool) => [awsGroupTags(TENANT, pool), azureScaleSetTags(TENANT, pool), gceKubeEnv(pool)]),
    ).toEqual([
      [{}, {}, undefined],
      [{}, {}, undefined],
    ]);
  });
});

test('templates of machines may be read where a pool may be empty, and only those of its kind', () => {
  const infrastructure = {
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
    kind: 'OpenStackMachineTemplate',
    name: 'workers',
  };
  const rights = (fromZero: boolean) =>
    clusterApiRights([anAutoscaledPool('clusterapi', { fromZero }, { machines: { options: { infrastructure } } })]);
  expect(rights(true).at(-1)).toEqual({
    apiGroups: ['infrastructure.cluster.x-k8s.io'],
    resources: ['openstackmachinetemplates'],
    verbs: ['get', 'list'],
  });
  expect(JSON.stringify(rights(false))).not.toContain('infrastructure');
});
