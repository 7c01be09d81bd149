import { shared } from '../../kubernetes';
import type { MachinesModel, RepairModel, RolloutModel } from '../../model';

const WAITS = { drainSeconds: 900, volumeDetachSeconds: 300, deletionSeconds: 60 } as const;
/** A new machine first, where something makes machines; one at a time, where nothing does. */
const SURGE: RolloutModel = shared({ maxSurge: 1, maxUnavailable: 0, ...WAITS });
/** Karpenter waits for volumes while it drains, not for a time of its own. */
const ON_DEMAND: RolloutModel = shared({ ...SURGE, volumeDetachSeconds: 0 });
const IN_PLACE: RolloutModel = shared({ maxSurge: 0, maxUnavailable: 1, ...WAITS });

const ROLLOUTS = { hosts: IN_PLACE, manual: IN_PLACE, group: SURGE, instances: ON_DEMAND } as const;

/** How machines are replaced where their pool does not say. */
export function usualRollout({ kind }: Pick<MachinesModel['scaling'], 'kind'>): RolloutModel {
  return ROLLOUTS[kind];
}

/**
 * When a machine counts as broken where its pool does not say: five and twenty minutes, as Cluster API's examples have them; 40 % as its
 * documentation suggests. https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/healthchecking
 */
export const USUAL_REPAIR: RepairModel = shared({ unhealthySeconds: 300, startupSeconds: 1200, maxUnhealthy: '40%' });
