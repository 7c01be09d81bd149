import type { AutoscalingModel, WorkerPoolModel } from '../../model';

/** How `cluster-autoscaler` is set for a pool. */
export type ClusterAutoscalerModel = Extract<AutoscalingModel, { readonly kind: 'cluster-autoscaler' }>;

/** How Karpenter is set for a pool. */
export type KarpenterModel = Extract<AutoscalingModel, { readonly kind: 'karpenter' }>;

/** A pool whose number of machines cluster-autoscaler decides. */
export type AutoscaledPool = WorkerPoolModel & { readonly autoscaling: ClusterAutoscalerModel };

/** Whether cluster-autoscaler decides on the number of machines of a pool. */
export function isAutoscaled(pool: WorkerPoolModel): pool is AutoscaledPool {
  return pool.autoscaling?.kind === 'cluster-autoscaler';
}

/**
 * Pools with cluster-autoscaler by provider, as in `--cloud-provider`: one process serves one provider.
 *
 * @returns providers in the order of their names, pools in the order of theirs
 */
export function poolsByProvider(
  pools: readonly WorkerPoolModel[],
): ReadonlyMap<string, readonly [AutoscaledPool, ...AutoscaledPool[]]> {
  const sorted = pools.filter(isAutoscaled).sort((a, b) => compare(a.name, b.name));
  const providers = [...new Set(sorted.map(({ autoscaling }) => autoscaling.provider))].sort(compare);
  return new Map(
    providers.flatMap((provider) => {
      const [first, ...others] = sorted.filter(({ autoscaling }) => autoscaling.provider === provider);
      return first === undefined ? [] : [[provider, [first, ...others]] as const];
    }),
  );
}

/**
 * Number of machines to write into whatever holds a group of them.
 *
 * @returns `undefined` when something else owns the number: an autoscaler, or, where a pool has no autoscaler but room between the
 * least and the most, a person. Then it must be left out, or every apply sets it back.
 */
export function replicasOf(pool: Pick<WorkerPoolModel, 'autoscaling' | 'size'>): number | undefined {
  const { min, max } = pool.size;
  return pool.autoscaling === null && min === max ? min : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
