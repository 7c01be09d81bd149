import type { WorkerPoolModel } from '../../model';
import { USUAL_REPAIR, usualRollout } from './usual';

/** Something that a pool says and that nobody does. */
export interface LifecycleLoss {
  /** As the program writes it, for example `rollout.drainSeconds`. */
  readonly property: string;
  /** What of it is not done: the rest of a sentence that begins with the machines. */
  readonly loss: string;
}

/**
 * What a pool says of replacement and repair and whoever has its machines does not do; empty when there is nothing. A pool that says
 * nothing loses nothing. What Karpenter does not do is said by `karpenterLosses`.
 */
export function lifecycleLosses(
  pool: Pick<WorkerPoolModel, 'machines' | 'rollout' | 'repair' | 'autoscaling'>,
): readonly LifecycleLoss[] {
  const { scaling } = pool.machines;
  switch (scaling.kind) {
    case 'instances':
      return [];
    case 'hosts':
    case 'manual':
      return said(pool).map((property) => ({
        property,
        loss: `are replaced by people, one after the other; nothing here reads ${property}`,
      }));
    case 'group':
      return scaling.autoscaler === 'clusterapi' ? [] : groupLosses(pool);
  }
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html, and as much of the other clouds' groups. */
function groupLosses(
  pool: Pick<WorkerPoolModel, 'machines' | 'rollout' | 'repair' | 'autoscaling'>,
): readonly LifecycleLoss[] {
  return said(pool).flatMap((property): LifecycleLoss[] => {
    switch (property) {
      case 'rollout.drainSeconds':
        return pool.autoscaling?.kind === 'cluster-autoscaler'
          ? []
          : [
              {
                property,
                loss: 'are ended by their group without a drain: pods have the time of node.kubelet.shutdown',
              },
            ];
      case 'rollout.volumeDetachSeconds':
      case 'rollout.deletionSeconds':
        return [{ property, loss: 'are ended by their group, which waits neither for volumes nor for Kubernetes' }];
      case 'repair.unhealthySeconds':
      case 'repair.maxUnhealthy':
        return [{ property, loss: 'are repaired when their cloud sees them fail, and it sees no nodes' }];
      default:
        return [];
    }
  });
}

/** What differs from what would be if nobody had said anything. */
function said({
  machines,
  rollout,
  repair,
}: Pick<WorkerPoolModel, 'machines' | 'rollout' | 'repair'>): readonly string[] {
  return [
    ...different('rollout', rollout, usualRollout(machines.scaling)),
    ...(repair === null ? [] : different('repair', repair, USUAL_REPAIR)),
  ];
}

function different<T extends object>(name: string, value: T, usual: T): readonly string[] {
  const before = new Map(Object.entries(usual));
  return Object.entries(value).flatMap(([field, one]) => (before.get(field) === one ? [] : [`${name}.${field}`]));
}
