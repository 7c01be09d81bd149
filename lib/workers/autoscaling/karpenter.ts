import { milliUnits, formatBytes, formatMilli, parseQuantity, wholeUnits } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { MachinesModel, WorkerPoolModel } from '../../model';
import type { KarpenterModel } from './autoscaled-pools';
import { POOL_LABEL } from './cluster-api';
import { asDuration } from './units';

/**
 * A `karpenter.sh/v1` NodePool, which lives inside the tenant: Karpenter makes a machine when a pod finds no room, from the node class
 * of the cloud that it names. `undefined` where Karpenter does not scale the pool.
 *
 * The most machines that a pool may have are a limit on nodes, and on their capacity where it is known. There is no least number:
 * {@link karpenterLosses} says what else Karpenter does not do.
 *
 * https://karpenter.sh/docs/concepts/nodepools/
 */
export function nodePool(pool: WorkerPoolModel): KubernetesObject | undefined {
  const { autoscaling } = pool;
  if (autoscaling?.kind !== 'karpenter') return undefined;
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: pool.name, labels: { 'app.kubernetes.io/managed-by': 'colonnade', [POOL_LABEL]: pool.name } },
    spec: {
      template: { ...templateMetadata(pool), spec: templateSpec(pool, autoscaling) },
      disruption: {
        consolidationPolicy: 'WhenEmptyOrUnderutilized',
        consolidateAfter: asDuration(autoscaling.consolidateAfterSeconds),
        budgets: [{ nodes: String(autoscaling.budget) }],
      },
      limits: limits(pool),
    },
  };
}

function templateMetadata({ labels }: WorkerPoolModel) {
  return Object.keys(labels).length === 0 ? {} : { metadata: { labels: { ...labels } } };
}

function templateSpec(pool: WorkerPoolModel, { nodeClass, expireAfterSeconds }: KarpenterModel) {
  const { drainSeconds } = pool.rollout;
  return {
    nodeClassRef: { ...nodeClass },
    requirements: requirements(pool),
    ...(pool.taints.length > 0 && {
      taints: pool.taints.map(({ key, value, effect }) => ({ key, ...(value !== '' && { value }), effect })),
    }),
    expireAfter: expireAfterSeconds === null ? 'Never' : asDuration(expireAfterSeconds),
    // Left out, nothing ends the wait for a pod that nobody may evict.
    ...(drainSeconds > 0 && { terminationGracePeriod: asDuration(drainSeconds) }),
  };
}

function requirements(pool: WorkerPoolModel) {
  const { architecture, spot } = pool.machines;
  return [
    among('kubernetes.io/arch', [architecture]),
    among('kubernetes.io/os', ['linux']),
    among('karpenter.sh/capacity-type', capacityTypes(spot)),
    ...(pool.zones.length > 0 ? [among('topology.kubernetes.io/zone', pool.zones)] : []),
  ];
}

function among(key: string, values: readonly string[]) {
  return { key, operator: 'In', values: [...values] };
}

/** Karpenter prefers what is cheaper among them; it knows no share. */
function capacityTypes(spot: MachinesModel['spot']): readonly string[] {
  if (spot === null || spot.percent === 0) return ['on-demand'];
  return spot.percent === 100 ? ['spot'] : ['on-demand', 'spot'];
}

function limits({ machines, size }: WorkerPoolModel): Readonly<Record<string, string>> {
  const { capacity } = machines;
  const cpu = capacity === null ? undefined : parseQuantity(capacity.cpu);
  const memory = capacity === null ? undefined : parseQuantity(capacity.memory);
  const count = BigInt(size.max);
  return {
    nodes: String(size.max),
    ...(cpu?.ok === true && { cpu: formatMilli(milliUnits(cpu.value) * count) }),
    ...(memory?.ok === true && { memory: formatBytes(wholeUnits(memory.value) * count) }),
  };
}

/** What a pool asks for and Karpenter does not do: a sentence each, empty when there is nothing. */
export function karpenterLosses(pool: WorkerPoolModel): readonly string[] {
  const { size, rollout, machines, repair } = pool;
  const { spot } = machines;
  return [
    ...(size.min > 0
      ? [
          `keeps no least number of machines: ${size.min} are there only while pods need them, so give placeholders a PriorityClass below all others`,
        ]
      : []),
    ...(spot !== null && spot.percent > 0 && spot.percent < 100
      ? [`has no share of spot machines: it takes what is cheaper, not ${spot.percent} %`]
      : []),
    ...(spot !== null && spot.maxPricePerHour !== null
      ? ['sets no highest price for spot machines: they cost at most the on-demand price']
      : []),
    ...(rollout.volumeDetachSeconds > 0
      ? ['waits for volumes to be detached until the drain ends, not for a time of its own']
      : []),
    ...(repair !== null
      ? ['repairs nodes only with feature gate NodeRepair, after times that the cloud provider sets']
      : []),
  ];
}
