import type { WorkerPoolModel } from '../../../lib/model';
import { Machines } from '../../../lib/workers/machines';
import { USUAL_REPAIR, usualRollout } from '../../../lib/workers';
import type { PoolOverrides } from '../../support/workers';
import { findingsOf, poolFleet } from './fixtures';

const AWS = Machines.awsAutoScalingGroup({ region: 'eu-central-1' }).facts;
const CLUSTER_API = Machines.clusterApi({
  infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1', kind: 'XTemplate', name: 'workers' },
}).facts;

/** Properties that CLN1512 names. */
function namedIn(overrides: PoolOverrides): readonly (string | undefined)[] {
  return findingsOf('CLN1512', poolFleet(overrides)).map(({ property }) => property);
}

/** A pool of a source that says this of replacement and repair, and otherwise nothing. */
function of(
  machines: WorkerPoolModel['machines'],
  rollout: Partial<WorkerPoolModel['rollout']> = {},
  repair: Partial<NonNullable<WorkerPoolModel['repair']>> = {},
): PoolOverrides {
  return {
    machines,
    rollout: { ...usualRollout(machines.scaling), ...rollout },
    repair: machines.scaling.kind === 'group' ? { ...USUAL_REPAIR, ...repair } : null,
  };
}

describe('CLN1512, of replacement and repair', () => {
  test.each([
    ['an Auto Scaling group', AWS],
    ['Cluster API', CLUSTER_API],
    ['machines that exist', Machines.existing().facts],
  ])('says nothing where the pool says nothing: %s', (_, machines) => {
    expect(namedIn(of(machines))).toEqual([]);
  });

  test('names what no group of a cloud does', () => {
    const rollout = { drainSeconds: 60, volumeDetachSeconds: 10, deletionSeconds: 5, maxSurge: 2 };
    const repair = { unhealthySeconds: 60, startupSeconds: 600, maxUnhealthy: '20%' };
    expect(namedIn(of(AWS, rollout, repair))).toEqual([
      'repair.maxUnhealthy',
      'repair.unhealthySeconds',
      'rollout.deletionSeconds',
      'rollout.drainSeconds',
      'rollout.volumeDetachSeconds',
    ]);
    expect(namedIn(of(CLUSTER_API, rollout, repair))).toEqual([]);
  });

  test('knows that cluster-autoscaler drains', () => {
    const { kind, provider } = { kind: 'cluster-autoscaler', provider: 'aws' } as const;
    const pool = of(AWS, { drainSeconds: 60 });
    const [found] = findingsOf('CLN1512', poolFleet(pool));
    expect(found?.message).toContain('without a drain');
    const autoscaling = {
      ...{ kind, provider, scaleDownUnneededSeconds: 600, scaleDownUtilizationPercent: 50, fromZero: false },
      identity: { serviceAccountAnnotations: {}, environment: {}, secret: null },
    };
    expect(namedIn({ ...pool, size: { min: 1, max: 3 }, autoscaling })).toEqual([]);
  });

  test('names all of it where people replace machines', () => {
    expect(namedIn(of(Machines.existing().facts, { maxUnavailable: 2, drainSeconds: 60 }))).toEqual([
      'rollout.drainSeconds',
      'rollout.maxUnavailable',
    ]);
  });
});
