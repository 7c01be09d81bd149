import type { Bytes, Cpu } from '../../kubernetes';
import type { MachinesModel, OperatingSystem } from '../../model';

/** What can be said of machines of any source. */
export interface MachineProps {
  /** `arm` is ARMv7, for which only k0s workers are built. @default 'amd64' */
  readonly architecture?: MachinesModel['architecture'];
  /** `other`: containerd, kubelet and kubeadm are on the image, nothing is installed. @default 'ubuntu' */
  readonly operatingSystem?: OperatingSystem;
  /** Size of one machine, from which what the kubelet sets aside is computed. @default - unknown, or machines of several sizes */
  readonly capacity?: CapacityProps;
  /** Accelerators of one machine. @default - none */
  readonly gpu?: GpuProps;
  /** Whether API servers could open connections to the machines. `false`: they only dial out, as behind NAT. @default true */
  readonly reachable?: boolean;
}

/** Size of one machine. */
export interface CapacityProps {
  /** Cores. */
  readonly cpu: Cpu;
  /** Memory as the machine has it, not what is left for pods. */
  readonly memory: Bytes;
  /** Disk of kubelet and images. @default - unknown */
  readonly ephemeralStorage?: Bytes;
}

/** Accelerators of one machine. */
export interface GpuProps {
  /** For `nvidia` the runtime class of the NVIDIA container toolkit is configured and nodes are labelled for its device plugin. */
  readonly vendor: 'nvidia' | 'amd' | 'intel';
  readonly count: number;
}

/** What can be said of machines of any cloud. */
export interface CloudMachineProps extends MachineProps {
  /** Zones that the group may have machines in; nodes of the pool are spread over them. @default [] */
  readonly zones?: readonly string[];
  /**
   * Who initializes nodes: `external`: a cloud controller manager that somebody runs for the tenant, until which nodes stay tainted;
   * `none`: nobody, nodes are ready without.
   *
   * @default 'none'
   * @see https://kubernetes.io/docs/tasks/administer-cluster/running-cloud-controller/
   */
  readonly cloudController?: 'external' | 'none';
  /** Machines that the cloud may take away at any time. @default - none */
  readonly spot?: SpotProps;
}

/** Machines that the cloud may take away at any time. */
export interface SpotProps {
  /** Share of the machines, in percent. @default 100 */
  readonly percent?: number;
  /** Highest price paid for one machine and hour, in the currency of the account. @default - the price of a regular machine */
  readonly maxPricePerHour?: string;
}
