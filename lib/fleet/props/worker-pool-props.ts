import type { KubernetesVersion } from '../../kubernetes';
import type { TaintModel } from '../../model';
import type { MachineSource } from '../../workers/machines';
import type { BootstrapProps } from './bootstrap-props';
import type { JoinProps } from './join-props';
import type { GroupAutoscalingProps, KarpenterProps, RepairProps, RolloutProps } from './lifecycle-props';
import type { NodeProps } from './node-props';

/** Machines that are nodes of a tenant. What can be said besides follows from where the machines come from. */
export type WorkerPoolProps = ListedPoolProps | ManualPoolProps | FixedPoolProps | RangePoolProps | OnDemandPoolProps;

/** What every pool can say. */
export interface CommonPoolProps {
  /** kubelet version: at most the control plane's, at most three minors older. @default - the control plane's; for k0s that of k0s */
  readonly version?: KubernetesVersion;
  /** Zones of the machines. @default - those of the machines */
  readonly zones?: readonly string[];
  /** Labels of the nodes. @default - none; `nvidia.com/gpu.present: 'true'` for machines with NVIDIA accelerators */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints that nodes register with. @default [] */
  readonly taints?: readonly TaintModel[];
  /** How a machine becomes a node. @default - kubeadm; Bottlerocket's own settings on Bottlerocket */
  readonly bootstrap?: BootstrapProps;
  /** What makes a good node. */
  readonly node?: NodeProps;
  /** How machines come by their join credential. */
  readonly join?: JoinProps;
  /** How machines are replaced. */
  readonly rollout?: RolloutProps;
}

/** A range that an autoscaler moves in. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** A pool of machines that are listed one by one: as many as there are. */
export interface ListedPoolProps extends CommonPoolProps {
  /** Where the machines come from. */
  readonly machines: MachineSource<'hosts'>;
  /** The machines are listed, and nothing makes others. */
  readonly size?: never;
  /** Nothing makes further machines. */
  readonly autoscaling?: never;
  /** Nothing replaces machines that exist. */
  readonly repair?: false;
}

/** A pool of machines that people add and remove. */
export interface ManualPoolProps extends CommonPoolProps {
  /** Where the machines come from. */
  readonly machines: MachineSource<'manual'>;
  /** Number of machines: fixed, or a range that people keep to. */
  readonly size: number | SizeRange;
  /** Nothing makes further machines. */
  readonly autoscaling?: never;
  /** Nothing replaces machines that people make. */
  readonly repair?: false;
}

/** A pool whose group has a fixed number of machines. */
export interface FixedPoolProps extends CommonPoolProps {
  /** Where the machines come from. */
  readonly machines: MachineSource<'group'>;
  /** Number of machines. */
  readonly size: number;
  /** An autoscaler needs a range: `size: { min, max }`. */
  readonly autoscaling?: never;
  /** When a machine that does not work is replaced. `false`: never. @default - on */
  readonly repair?: RepairProps | false;
}

/** A pool whose group has a range of numbers. */
export interface RangePoolProps extends CommonPoolProps {
  /** Where the machines come from. */
  readonly machines: MachineSource<'group'>;
  /** Range that the number of machines stays in. */
  readonly size: SizeRange;
  /** Who changes the number of machines. @default - nobody here */
  readonly autoscaling?: GroupAutoscalingProps;
  /** When a machine that does not work is replaced. `false`: never. @default - on */
  readonly repair?: RepairProps | false;
}

/** A pool of machines that Karpenter makes when pods need them. */
export interface OnDemandPoolProps extends CommonPoolProps {
  /** Where the machines come from. */
  readonly machines: MachineSource<'instances'>;
  /** Most machines; Karpenter knows no fewest. */
  readonly size: { readonly min?: 0; readonly max: number };
  /** How Karpenter makes and removes them. */
  readonly autoscaling: KarpenterProps;
  /** Karpenter replaces machines by its own rules. */
  readonly repair?: false;
}
