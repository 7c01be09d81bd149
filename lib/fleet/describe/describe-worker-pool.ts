import type { BootstrapModel, MachinesModel, WorkerPoolModel } from '../../model';
import { EMPTY } from '../defaults';
import type { WorkerPoolProps } from '../props/worker-pool-props';
import { alike } from './alike';
import { describeBootstrap, describeSupport } from './describe-bootstrap';
import { describeMap } from './describe-common';
import { describeJoin } from './describe-join';
import { describeAutoscaling, describeRepair, describeRollout } from './describe-lifecycle';
import { describeNode } from './describe-node';
import { copyOf } from './freeze';
import type { PoolTenant } from './pool-tenant';

/** A worker pool as data, every default filled in. */
export function describeWorkerPool(
  name: string,
  path: string,
  props: WorkerPoolProps,
  tenant: PoolTenant,
): WorkerPoolModel {
  const machines: MachinesModel = alike(copyOf(props.machines.facts));
  const { scaling, operatingSystem } = machines;
  const size = describeSize(props, machines);
  const bootstrap = describeBootstrap(props.bootstrap, operatingSystem);
  return {
    name,
    path,
    version: props.version ?? versionOf(bootstrap, tenant),
    machines,
    size,
    zones: props.zones === undefined ? machines.zones : [...props.zones],
    labels: machines.gpu?.vendor === 'nvidia' ? { ...NVIDIA_LABELS, ...props.labels } : describeMap(props.labels),
    taints: props.taints === undefined ? EMPTY : copyOf(props.taints),
    bootstrap,
    support: describeSupport(bootstrap.kind, tenant),
    node: alike(describeNode(props.node, machines, tenant)),
    join: describeJoin(props.join, props.machines.delivery, { name, path, tenant: tenant.name }),
    rollout: describeRollout(props.rollout, scaling),
    repair: describeRepair(props.repair, scaling),
    autoscaling: describeAutoscaling(props.autoscaling, machines, { name, tenant: tenant.name, min: size.min }),
  };
}

/** By which NVIDIA's device plugin finds its nodes. Source: https://github.com/NVIDIA/k8s-device-plugin (templates of its chart) */
const NVIDIA_LABELS = { 'nvidia.com/gpu.present': 'true' } as const;

function describeSize({ size }: WorkerPoolProps, { hosts }: MachinesModel): WorkerPoolModel['size'] {
  if (size === undefined) return { min: hosts.length, max: hosts.length };
  return typeof size === 'number' ? { min: size, max: size } : { min: size.min ?? 0, max: size.max };
}

/** The version of Kubernetes is part of that of k0s. */
function versionOf(bootstrap: BootstrapModel, tenant: PoolTenant): string {
  return bootstrap.kind === 'k0s' ? (bootstrap.version.split('+')[0] ?? tenant.version) : tenant.version;
}
