/** Machines that are nodes of a tenant. */
export interface WorkerPoolModel {
  readonly name: string;
  readonly path: string;
  /** kubelet version, for example `1.35.4`. */
  readonly version: string;
  readonly machines: MachinesModel;
  /** Number of machines; the same twice: fixed. */
  readonly size: { readonly min: number; readonly max: number };
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintModel[];
}

/** Where machines come from. */
export interface MachinesModel {
  /** For example `existing`: machines that somebody joins by hand. */
  readonly kind: 'existing';
  readonly architecture: 'amd64' | 'arm64';
}

/** A taint that nodes register with. */
export interface TaintModel {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}
