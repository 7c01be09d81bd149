import type { AutoscaledPool } from './autoscaled-pools';
import { isAutoscaled } from './autoscaled-pools';
import type { WorkerPoolModel } from '../../model';
import { gpuOf, nodeTemplate, taintValue } from './node-template';
import { asDuration, asRatio } from './units';

/** Label of a MachineDeployment, of its Machines and of whatever else belongs to one worker pool. */
export const POOL_LABEL = 'colonnade.dev/pool';

const SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';
const CAPACITY = 'capacity.cluster-autoscaler.kubernetes.io';
const OPTIONS = 'cluster.x-k8s.io/autoscaling-options';

/**
 * Annotations of a MachineDeployment that cluster-autoscaler scales: the sizes between which it may, its own scale-down settings, and,
 * for a pool that may be empty, what a node would be like. Empty where another or nobody scales the pool.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/clusterapi/README.md
 */
export function machineDeploymentAnnotations(pool: WorkerPoolModel): Readonly<Record<string, string>> {
  if (!isAutoscaled(pool) || pool.autoscaling.provider !== 'clusterapi') return {};
  const { autoscaling, size, repair } = pool;
  return {
    [`${SIZE}-min-size`]: String(size.min),
    [`${SIZE}-max-size`]: String(size.max),
    [`${OPTIONS}-scaledownunneededtime`]: asDuration(autoscaling.scaleDownUnneededSeconds),
    [`${OPTIONS}-scaledownutilizationthreshold`]: asRatio(autoscaling.scaleDownUtilizationPercent),
    ...(repair && { [`${OPTIONS}-maxnodeprovisiontime`]: asDuration(repair.startupSeconds) }),
    ...(autoscaling.fromZero && capacityAnnotations(pool)),
  };
}

function capacityAnnotations(pool: AutoscaledPool): Readonly<Record<string, string>> {
  const { resources, labels, taints } = nodeTemplate(pool);
  const gpu = gpuOf(pool.machines);
  return given({
    cpu: resources['cpu'],
    memory: resources['memory'],
    'ephemeral-disk': resources['ephemeral-storage'],
    maxPods: resources['pods'],
    'gpu-type': gpu?.resource,
    'gpu-count': gpu === null ? undefined : String(gpu.count),
    labels: Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
    taints: taints.length === 0 ? undefined : taints.map((taint) => `${taint.key}=${taintValue(taint)}`).join(','),
  });
}

function given(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[`${CAPACITY}/${name}`, value]])),
  );
}
