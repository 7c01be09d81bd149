import { shared } from '../../kubernetes';
import type { AutoscalingModel, MachinesModel, RepairModel, RolloutModel } from '../../model';
import type { GroupAutoscalingProps, KarpenterProps, RepairProps, RolloutProps } from '../props/lifecycle-props';

const WAITS = { drainSeconds: 900, volumeDetachSeconds: 300, deletionSeconds: 60 } as const;
/** A new machine first, where something makes machines; one at a time, where nothing does. */
const SURGE: RolloutModel = shared({ maxSurge: 1, maxUnavailable: 0, ...WAITS });
/** Karpenter waits for volumes while it drains, not for a time of its own. */
const ON_DEMAND: RolloutModel = shared({ ...SURGE, volumeDetachSeconds: 0 });
const IN_PLACE: RolloutModel = shared({ maxSurge: 0, maxUnavailable: 1, ...WAITS });

const ROLLOUTS = { hosts: IN_PLACE, manual: IN_PLACE, group: SURGE, instances: ON_DEMAND } as const;

/** How machines are replaced. */
export function describeRollout(props: RolloutProps | undefined, scaling: MachinesModel['scaling']): RolloutModel {
  const defaults = ROLLOUTS[scaling.kind];
  if (props === undefined) return defaults;
  return {
    maxSurge: props.maxSurge ?? defaults.maxSurge,
    maxUnavailable: props.maxUnavailable ?? defaults.maxUnavailable,
    drainSeconds: props.drainSeconds ?? defaults.drainSeconds,
    volumeDetachSeconds: props.volumeDetachSeconds ?? defaults.volumeDetachSeconds,
    deletionSeconds: props.deletionSeconds ?? defaults.deletionSeconds,
  };
}

/** Five and twenty minutes, as Cluster API's examples have them; 40 % as its documentation suggests. https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/healthchecking */
const REPAIR: RepairModel = shared({ unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: '40%' });

/** When machines are replaced; only groups have somebody who would. */
export function describeRepair(
  props: RepairProps | false | undefined,
  scaling: MachinesModel['scaling'],
): RepairModel | null {
  if (props === false || (props === undefined && scaling.kind !== 'group')) return null;
  if (props === undefined) return REPAIR;
  return {
    unhealthySeconds: props.unhealthySeconds ?? REPAIR.unhealthySeconds,
    startupSeconds: props.startupSeconds ?? REPAIR.startupSeconds,
    maxUnhealthy: props.maxUnhealthy ?? REPAIR.maxUnhealthy,
  };
}

/** Who changes the number of machines. */
export function describeAutoscaling(
  props: GroupAutoscalingProps | KarpenterProps | undefined,
  machines: MachinesModel,
  pool: { readonly name: string; readonly tenant: string; readonly min: number },
): AutoscalingModel | null {
  const { scaling } = machines;
  switch (props?.kind) {
    case undefined:
      return null;
    case 'cloud':
      return { kind: 'cloud' };
    case 'cluster-autoscaler':
      return {
        kind: 'cluster-autoscaler',
        // Sources that no autoscaler knows are a finding of their own.
        provider: (scaling.kind === 'group' ? scaling.autoscaler : null) ?? machines.source,
        scaleDownUnneededSeconds: props.scaleDownUnneededSeconds ?? 600,
        scaleDownUtilizationPercent: props.scaleDownUtilizationPercent ?? 50,
        fromZero: pool.min === 0,
      };
    case 'karpenter':
      return {
        kind: 'karpenter',
        consolidateAfterSeconds: props.consolidateAfterSeconds ?? 60,
        expireAfterSeconds: props.expireAfterSeconds === false ? null : (props.expireAfterSeconds ?? 2_592_000),
        budget: props.budget ?? '10%',
        nodeClass: {
          ...(scaling.kind === 'instances' ? scaling.nodeClass : { group: machines.source, kind: 'NodeClass' }),
          name: props.nodeClass ?? `${pool.tenant}-${pool.name}`,
        },
      };
  }
}
