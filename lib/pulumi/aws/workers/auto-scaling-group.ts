import { Group } from '@pulumi/aws/autoscaling/group';
import type { GroupArgs } from '@pulumi/aws/autoscaling/group';
import type { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate';
import type { WorkerPoolModel } from '../../../model';
import { awsGroupTags, cloudClusterName } from '../../../workers';
import { optionsOf, problemOf } from '../../workers/pool-machines';
import { percentOf } from '../../workers/rollout';
import type { AwsWorkerGroupArgs, GroupParts } from './args';

/**
 * The Auto Scaling group of a pool. Its number of machines is left to whoever changes it; machines are replaced one after the other when
 * what they are made from has changed.
 *
 * @throws CLN3304
 */
export function machineGroup({ name, args, tags, options }: GroupParts, template: LaunchTemplate): Group {
  const { model, tenant } = args.pool;
  const { size, repair } = model;
  return new Group(
    name,
    {
      vpcZoneIdentifiers: args.subnetIds,
      minSize: size.min,
      maxSize: size.max,
      ...(size.min === size.max && { desiredCapacity: size.min }),
      ...instances(args, template),
      ...(args.replacement !== 'manual' && { instanceRefresh: refresh(model) }),
      healthCheckType: 'EC2',
      healthCheckGracePeriod: repair?.startupSeconds,
      // cluster-autoscaler chooses what goes; that zones are even is no reason to end a node.
      suspendedProcesses: ['AZRebalance', ...(repair === null ? ['ReplaceUnhealthy'] : [])],
      enabledMetrics: [
        'GroupDesiredCapacity',
        'GroupInServiceInstances',
        'GroupPendingInstances',
        'GroupTotalInstances',
      ],
      tags: [
        ...Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
        // The cloud controller manager of the tenant knows its machines by it.
        { key: `kubernetes.io/cluster/${cloudClusterName(tenant)}`, value: 'owned', propagateAtLaunch: true },
        ...Object.entries(awsGroupTags(tenant, model)).map(([key, value]) => ({
          key,
          value,
          propagateAtLaunch: false,
        })),
      ],
    },
    options,
  );
}

/** One type of machine, or several with a share of them on spare capacity. */
function instances(
  { pool: { model }, instanceTypes }: AwsWorkerGroupArgs,
  template: LaunchTemplate,
): Pick<GroupArgs, 'mixedInstancesPolicy' | 'capacityRebalance'> {
  const types = instanceTypes ?? optionsOf(model, 'instanceTypes');
  if (types.length === 0) throw noInstanceType(model);
  const { spot } = model.machines;
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: {
          launchTemplateId: template.id,
          version: template.latestVersion.apply(String),
        },
        overrides: types.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: {
        // The first type that there is, in the order of the pool.
        onDemandAllocationStrategy: 'prioritized',
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: spot === null ? 100 : 100 - spot.percent,
        ...(spot !== null && {
          spotAllocationStrategy: 'price-capacity-optimized',
          spotMaxPrice: spot.maxPricePerHour ?? undefined,
        }),
      },
    },
    ...(spot !== null && { capacityRebalance: true }),
  };
}

/**
 * AWS counts in percent of the group: how many may be missing, and how many there may be too many, at most 100 of both together.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html
 */
function refresh(pool: WorkerPoolModel): NonNullable<GroupArgs['instanceRefresh']> {
  const minHealthyPercentage = 100 - percentOf(pool.rollout.maxUnavailable, pool);
  const surge = percentOf(pool.rollout.maxSurge, pool);
  return {
    strategy: 'Rolling',
    preferences: {
      minHealthyPercentage,
      maxHealthyPercentage: Math.min(100 + surge, minHealthyPercentage + 100),
      skipMatching: true,
      scaleInProtectedInstances: 'Refresh',
      standbyInstances: 'Wait',
      ...(pool.repair !== null && { instanceWarmup: String(pool.repair.unhealthySeconds) }),
    },
  };
}

function noInstanceType(model: WorkerPoolModel) {
  return problemOf(
    model,
    'noMachineType',
    'machines.instanceTypes',
    'no instance type is named.',
    "machines: Machines.awsAutoScalingGroup({ instanceTypes: ['m7i.large'], ... }), or instanceTypes in the arguments of the group.",
  );
}
