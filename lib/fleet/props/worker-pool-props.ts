import type { KubernetesVersion } from '../../kubernetes';
import type { TaintModel } from '../../model';

/** Machines that are nodes of a tenant. */
export interface WorkerPoolProps {
  /** Where the machines come from. */
  readonly machines: MachinesProps;
  /** Number of machines: fixed, or a range that an autoscaler moves in. */
  readonly size: number | { readonly min: number; readonly max: number };
  /** kubelet version: at most the control plane's, at most three minors older. @default - the control plane's */
  readonly version?: KubernetesVersion;
  /** Zones of the machines. @default [] */
  readonly zones?: readonly string[];
  /** Labels of the nodes. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints that nodes register with. @default [] */
  readonly taints?: readonly TaintModel[];
}

/** Machines that exist already and that somebody joins. */
export interface MachinesProps {
  readonly kind: 'existing';
  /** @default 'amd64' */
  readonly architecture?: 'amd64' | 'arm64';
}
