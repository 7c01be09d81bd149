import type { Bytes, Cpu, JsonObject } from '../../kubernetes';

/** Amounts that a kubelet sets aside. */
export interface ReservedProps {
  readonly cpu?: Cpu;
  readonly memory?: Bytes;
  readonly 'ephemeral-storage'?: Bytes;
  /** Number of process ids. */
  readonly pid?: `${number}`;
}

/**
 * Settings of the kubelet, over those of the tenant.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export interface KubeletProps {
  /** @default - 110, or as many as the pod range of a node has addresses for */
  readonly maxPods?: number;
  /** The same as containerd's. @default 'systemd' */
  readonly cgroupDriver?: 'systemd' | 'cgroupfs';
  /**
   * For kubelet, container runtime and the system. What is not said is computed from the capacity of a machine: 6 % of the first core, 1 % of
   * the second, 0.5 % of the next two, 0.25 % of the others; 255Mi below 1Gi of memory, otherwise 25 % of the first 4Gi, 20 % of the next
   * 4Gi, 10 % of the next 8Gi, 6 % of the next 112Gi, 2 % above.
   *
   * @default - by capacity; 100m and 256Mi where it is unknown; 1Gi of disk and 1000 process ids, for which Bottlerocket has no setting
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes
   */
  readonly kubeReserved?: ReservedProps;
  /** For other programs on the machine, besides. @default {} */
  readonly systemReserved?: ReservedProps;
  /**
   * Below these amounts pods are evicted. What is not said stays as the kubelet has it.
   *
   * @default - memory.available 100Mi, nodefs.available 10%, nodefs.inodesFree 5%, imagefs.available 15%, imagefs.inodesFree 5%
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds
   */
  readonly evictionHard?: Readonly<Record<string, string>>;
  /** Time that pods have when the machine shuts down, and the part of it that is kept for critical pods. */
  readonly shutdown?: {
    /** Seconds. @default 60 */
    readonly graceSeconds?: number;
    /** Seconds. @default 20 */
    readonly criticalSeconds?: number;
  };
  /** Percent of the disk above which images are removed, and down to which; as the kubelet has it. */
  readonly imageGc?: {
    /** @default 85 */
    readonly highPercent?: number;
    /** @default 80 */
    readonly lowPercent?: number;
  };
  /** Serving certificates signed by the tenant's CA. `false`: self-signed, which API servers do not check. @default true */
  readonly serverCertificates?: boolean;
  /** Processes of one pod; the kubelet alone knows no limit. @default 4096 */
  readonly podPidsLimit?: number;
  readonly containerLogs?: {
    /** @default '10Mi' */
    readonly maxSize?: Bytes;
    /** @default 5 */
    readonly maxFiles?: number;
  };
  /** Further fields of `KubeletConfiguration`. Those that have a property here are refused. @default {} */
  readonly config?: JsonObject;
  /** Further arguments by name without dashes. Those that are managed are refused. @default {} */
  readonly extraArgs?: Readonly<Record<string, string>>;
}
