import type { AutoscalerIdentityModel, AutoscalingModel, MachinesModel, RepairModel, RolloutModel } from '../../model';
import { USUAL_REPAIR, usualRollout } from '../../workers';
import { describeMap } from './describe-common';
import type {
  AutoscalerIdentityProps,
  GroupAutoscalingProps,
  KarpenterProps,
  RepairProps,
  RolloutProps,
} from '../props/lifecycle-props';

/** How machines are replaced. */
export function describeRollout(props: RolloutProps | undefined, scaling: MachinesModel['scaling']): RolloutModel {
  const defaults = usualRollout(scaling);
  if (props === undefined) return defaults;
  return {
    maxSurge: props.maxSurge ?? defaults.maxSurge,
    maxUnavailable: props.maxUnavailable ?? defaults.maxUnavailable,
    drainSeconds: props.drainSeconds ?? defaults.drainSeconds,
    volumeDetachSeconds: props.volumeDetachSeconds ?? defaults.volumeDetachSeconds,
    deletionSeconds: props.deletionSeconds ?? defaults.deletionSeconds,
  };
}

/** When machines are replaced; only groups have somebody who would. */
export function describeRepair(
  props: RepairProps | false | undefined,
  scaling: MachinesModel['scaling'],
): RepairModel | null {
  if (props === false || (props === undefined && scaling.kind !== 'group')) return null;
  if (props === undefined) return USUAL_REPAIR;
  return {
    unhealthySeconds: props.unhealthySeconds ?? USUAL_REPAIR.unhealthySeconds,
    startupSeconds: props.startupSeconds ?? USUAL_REPAIR.startupSeconds,
    maxUnhealthy: props.maxUnhealthy ?? USUAL_REPAIR.maxUnhealthy,
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
        identity: describeIdentity(props.identity),
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

function describeIdentity(props: AutoscalerIdentityProps | undefined): AutoscalerIdentityModel {
  return {
    serviceAccountAnnotations: describeMap(props?.serviceAccountAnnotations),
    environment: describeMap(props?.environment),
    secret: props?.secret ?? null,
  };
}
