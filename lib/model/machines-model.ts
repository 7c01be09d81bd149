import type { JsonObject } from '../kubernetes';

/** Where machines come from and what is known of them. */
export interface MachinesModel {
  /** For example `existing`, `ssh`, `aws-auto-scaling-group`, `cluster-api`. */
  readonly source: string;
  /** `arm`: ARMv7. */
  readonly architecture: 'amd64' | 'arm64' | 'arm';
  readonly operatingSystem: OperatingSystem;
  /** One machine. `null`: unknown, or of several sizes. */
  readonly capacity: MachineCapacityModel | null;
  /** `null`: no accelerators. */
  readonly gpu: { readonly vendor: 'nvidia' | 'amd' | 'intel'; readonly count: number } | null;
  /** Machines that are known one by one. Empty: the source makes them. */
  readonly hosts: readonly MachineHostModel[];
  readonly firstBoot: FirstBootModel;
  readonly scaling: ScalingModel;
  /** Zones that the source can have machines in. Empty: unknown. */
  readonly zones: readonly string[];
  /** Whether API servers could open connections to the machines. `false`: machines only dial out, as behind NAT. */
  readonly reachable: boolean;
  readonly cloud: CloudModel | null;
  /** Share of machines that may be taken away at any time, in percent, and the highest price paid for one. `null`: none. */
  readonly spot: { readonly percent: number; readonly maxPricePerHour: string | null } | null;
  /** What only this source knows, for example the name of a launch template's image or of a Cluster API template. */
  readonly options: JsonObject;
}

/** `other`: the document brings no packages; containerd, kubelet and kubeadm are there already. */
export type OperatingSystem =
  'debian' | 'ubuntu' | 'rhel' | 'flatcar' | 'fedora-coreos' | 'talos' | 'bottlerocket' | 'other';

/** Size of one machine, as Kubernetes quantities. */
export interface MachineCapacityModel {
  readonly cpu: string;
  readonly memory: string;
  /** Disk of the kubelet and of images; `null`: unknown. */
  readonly ephemeralStorage: string | null;
}

/** A machine that exists. */
export interface MachineHostModel {
  /** Name of the node; an RFC 1123 subdomain. */
  readonly name: string;
  /** IP address or DNS name under which it is reached by SSH. */
  readonly address: string;
  readonly user: string;
  readonly port: number;
  /** Public key of the machine, as in `known_hosts` without the name; `null`: taken from the user's `known_hosts`. */
  readonly hostKey: string | null;
  /** Labels of this node besides those of the pool. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * How many machines there can be, and who may change that.
 *
 * - `hosts`: those that are listed, no more and no fewer;
 * - `manual`: people add and remove machines;
 * - `group`: something holds a number of equal machines and can be told another one;
 * - `instances`: machines are made one by one when pods need them.
 */
export type ScalingModel =
  | { readonly kind: 'hosts' }
  | { readonly kind: 'manual' }
  | {
      readonly kind: 'group';
      /** `--cloud-provider` with which cluster-autoscaler knows such groups. `null`: it does not. */
      readonly autoscaler: string | null;
    }
  | {
      readonly kind: 'instances';
      /** Kind of Karpenter's node class. */
      readonly nodeClass: { readonly group: string; readonly kind: string };
    };

/** In which form a machine of the source reads its document at first boot, and how large it may be. */
export interface FirstBootModel {
  readonly carrier: Carrier;
  /** Most bytes of user data, before the cloud's base64. `null`: no limit. */
  readonly limitBytes: number | null;
}

/** Forms in which a bootstrap document reaches a machine. */
export type Carrier = 'script' | 'cloud-init' | 'ignition' | 'ansible' | 'puppet' | 'cluster-api' | 'native';

/** What a cloud knows of a node. */
export interface CloudModel {
  /** For example `aws`, `azure`, `gcp`, `openstack`, `vsphere`, `hetzner`. */
  readonly name: string;
  /** Scheme of `spec.providerID` of nodes, for example `aws:///`. */
  readonly providerIdScheme: string;
  /** `external`: a cloud controller manager initializes nodes; kubelets start with `--cloud-provider=external`. `none`: nobody. */
  readonly controller: 'external' | 'none';
}
