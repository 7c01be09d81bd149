import type { MachinesModel } from '../../../../lib/model';
import { machineDeploymentRollout, machineHealthCheckSpec, repairOf } from '../../../../lib/workers';
import { aPool } from '../../../support/workers';
import { anAutoscaledPool } from '../autoscaling/pools';

const REPAIR = { unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: '40%' };

describe('Cluster API', () => {
  test('replaces machines that are not ready, unheard of or never came, but not most of them', () => {
    expect(machineHealthCheckSpec(aPool({ repair: REPAIR }), 'team-a')).toEqual({
      clusterName: 'team-a',
      selector: { matchLabels: { 'colonnade.dev/pool': 'general' } },
      checks: {
        nodeStartupTimeoutSeconds: 1200,
        unhealthyNodeConditions: [
          { type: 'Ready', status: 'False', timeoutSeconds: 300 },
          { type: 'Ready', status: 'Unknown', timeoutSeconds: 300 },
        ],
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
    });
    expect(machineHealthCheckSpec(aPool(), 'team-a')).toBeUndefined();
  });

  test('rolls as the pool says, and leaves the number to an autoscaler', () => {
    expect(machineDeploymentRollout(aPool())).toEqual({
      replicas: 3,
      rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
      template: {
        spec: {
          deletion: {
            nodeDrainTimeoutSeconds: 900,
            nodeVolumeDetachTimeoutSeconds: 300,
            nodeDeletionTimeoutSeconds: 60,
          },
        },
      },
    });
    expect(machineDeploymentRollout(anAutoscaledPool('clusterapi'))).not.toHaveProperty('replicas');
  });
});

describe('a broken machine', () => {
  const of = (machines: Partial<MachinesModel>, startupSeconds = 1200) =>
    repairOf(aPool({ repair: { ...REPAIR, startupSeconds }, machines }));
  const group = (autoscaler: string | null) => ({ kind: 'group', autoscaler }) as const;
  const cloud = (name: string) => ({ name, providerIdScheme: `${name}://`, controller: 'external' }) as const;

  test.each<[string, Partial<MachinesModel>, object]>([
    ['of Cluster API', { scaling: group('clusterapi'), cloud: cloud('aws') }, { by: 'cluster-api', sees: 'node' }],
    [
      'of an Auto Scaling group',
      { scaling: group('aws'), cloud: cloud('aws') },
      { by: 'cloud-group', sees: 'machine', settings: { HealthCheckType: 'EC2', HealthCheckGracePeriod: 1200 } },
    ],
    [
      'of a managed instance group',
      { scaling: group('gce'), cloud: cloud('gcp') },
      { by: 'cloud-group', sees: 'machine', settings: { initialDelaySec: 1200 } },
    ],
    [
      'of a scale set',
      { scaling: group('azure'), cloud: cloud('azure') },
      { by: 'cloud-group', sees: 'machine', settings: { gracePeriod: 'PT20M' } },
    ],
    ['of a group without health checks', { scaling: group(null), cloud: cloud('openstack') }, { by: 'nobody' }],
    [
      'of Karpenter',
      { scaling: { kind: 'instances', nodeClass: { group: 'g', kind: 'K' } } },
      { by: 'karpenter', sees: 'node' },
    ],
    ['that somebody listed', { scaling: { kind: 'hosts' } }, { by: 'nobody', sees: 'nothing' }],
    ['that somebody brought', { scaling: { kind: 'manual' } }, { by: 'nobody', sees: 'nothing' }],
  ])('%s is replaced by whom', (_, machines, expected) => {
    const answer = of(machines);
    expect(answer).toMatchObject(expected);
    expect(answer.source).toMatch(/^https:/);
  });

  test.each([
    [60, 'PT10M', 60],
    [100_000, 'PT90M', 3600],
  ])('has the bounds of the cloud when a start may take %s seconds', (seconds, azure, gcp) => {
    expect(of({ scaling: group('azure'), cloud: cloud('azure') }, seconds).settings).toMatchObject({
      gracePeriod: azure,
    });
    expect(of({ scaling: group('gce'), cloud: cloud('gcp') }, seconds).settings).toEqual({ initialDelaySec: gcp });
  });

  test('stays where the pool wants no repair, whoever could', () => {
    expect(repairOf(aPool({ machines: { scaling: group('clusterapi') } }))).toMatchObject({ by: 'nobody' });
  });
});
