import type { MachinesModel, WorkerPoolModel } from '../../model';

/**
 * What a node of a pool will be like, before there is one. An autoscaler needs it to know whether a pending pod would fit when a pool
 * is empty.
 */
export interface NodeTemplate {
  /** Resources by name as in `status.capacity`: `cpu`, `memory`, `ephemeral-storage`, `pods`, `nvidia.com/gpu`. */
  readonly resources: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Values such as `dedicated=batch:NoSchedule`, in the order of the model. */
  readonly taints: WorkerPoolModel['taints'];
}

/** Resource under which the device plugin of a vendor reports accelerators. */
const GPU_RESOURCES = Object.freeze({
  nvidia: 'nvidia.com/gpu',
  amd: 'amd.com/gpu',
  intel: 'gpu.intel.com/i915',
}) satisfies Readonly<Record<NonNullable<MachinesModel['gpu']>['vendor'], string>>;

/** The accelerators of a machine as Kubernetes counts them; `null`: none. */
export function gpuOf({ gpu }: MachinesModel): { readonly resource: string; readonly count: number } | null {
  return gpu === null ? null : { resource: GPU_RESOURCES[gpu.vendor], count: gpu.count };
}

/** What a node of the pool will be like. Capacity is left out where the model does not know it. */
export function nodeTemplate(pool: WorkerPoolModel): NodeTemplate {
  const { capacity } = pool.machines;
  const gpu = gpuOf(pool.machines);
  const [zone, ...others] = pool.zones;
  return {
    resources: {
      ...(capacity && { cpu: capacity.cpu, memory: capacity.memory }),
      ...(capacity && capacity.ephemeralStorage !== null && { 'ephemeral-storage': capacity.ephemeralStorage }),
      pods: String(pool.node.kubelet.maxPods),
      ...(gpu && { [gpu.resource]: String(gpu.count) }),
    },
    labels: {
      'kubernetes.io/arch': pool.machines.architecture,
      'kubernetes.io/os': 'linux',
      // With several zones nobody knows where the next machine will be.
      ...(zone !== undefined && others.length === 0 && { 'topology.kubernetes.io/zone': zone }),
      ...pool.labels,
    },
    taints: pool.taints,
  };
}

/** A taint as autoscalers read it: the value of key `dedicated` is `batch:NoSchedule`. */
export function taintValue({ value, effect }: WorkerPoolModel['taints'][number]): string {
  return `${value}:${effect}`;
}
