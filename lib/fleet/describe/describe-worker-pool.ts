import type { WorkerPoolModel } from '../../model';
import { EMPTY } from '../defaults';
import type { WorkerPoolProps } from '../props/worker-pool-props';
import { describeMap } from './describe-common';
import { copyOf } from './freeze';

/** A worker pool as data. */
export function describeWorkerPool(
  name: string,
  path: string,
  props: WorkerPoolProps,
  tenantVersion: string,
): WorkerPoolModel {
  return {
    name,
    path,
    version: props.version ?? tenantVersion,
    machines: { kind: props.machines.kind, architecture: props.machines.architecture ?? 'amd64' },
    size:
      typeof props.size === 'number'
        ? { min: props.size, max: props.size }
        : { min: props.size.min, max: props.size.max },
    zones: props.zones === undefined ? EMPTY : [...props.zones],
    labels: describeMap(props.labels),
    taints: props.taints === undefined ? EMPTY : copyOf(props.taints),
  };
}
