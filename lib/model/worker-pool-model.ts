import type { JsonObject } from '../kubernetes';

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
  readonly bootstrap: BootstrapModel;
  readonly node: NodeModel;
  readonly join: JoinModel;
  readonly rollout: RolloutModel;
  /** When a machine that does not work is replaced. `null`: by nobody. */
  readonly repair: RepairModel | null;
  /** Who changes the number of machines. `null`: nobody; the size is fixed, or somebody else's business. */
  readonly autoscaling: AutoscalingModel | null;
}

/** A taint that nodes register with. */
export interface TaintModel {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

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

/** How a machine becomes a node. */
export type BootstrapModel = KubeadmBootstrapModel | K0sBootstrapModel | TalosBootstrapModel | BottlerocketBootstrapModel;

/** The kinds of {@link BootstrapModel}. */
export type WorkerKind = BootstrapModel['kind'];

/** `kubeadm join`. */
export interface KubeadmBootstrapModel {
  readonly kind: 'kubeadm';
  /**
   * How the machine comes to trust the control plane. `file`: a kubeconfig with nothing but the CA; `token`: `cluster-info`, checked
   * with the token and the hash of the CA's public key.
   */
  readonly discovery: 'file' | 'token';
  /** Names of preflight checks whose failure is a warning. Never `all`. */
  readonly ignorePreflightErrors: readonly string[];
  /** Bring the packages from the distribution's and Kubernetes' repositories. `false`: they are on the image. */
  readonly installPackages: boolean;
}

/** `k0s install worker`. */
export interface K0sBootstrapModel {
  readonly kind: 'k0s';
  /** k0s version such as `1.35.4+k0s.0`. */
  readonly version: string;
  /** Worker profile of the control plane. */
  readonly profile: string;
}

/** A Talos machine configuration. */
export interface TalosBootstrapModel {
  readonly kind: 'talos';
  /** Talos version such as `1.13.2`. */
  readonly version: string;
  /** Disk that Talos is installed to, for example `/dev/sda`. */
  readonly installDisk: string;
}

/** Bottlerocket settings in TOML. */
export interface BottlerocketBootstrapModel {
  readonly kind: 'bottlerocket';
}

/** What makes a good node. */
export interface NodeModel {
  readonly kubelet: KubeletModel;
  readonly containerd: ContainerdModel;
  /** Kernel modules loaded at boot. */
  readonly modules: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** `off`: turned off for good. `limited`: kept, pods of class Burstable may use a share of it. */
  readonly swap: 'off' | 'limited';
  /** NTP servers; empty: those of the distribution. `null`: somebody else keeps the time. */
  readonly timeServers: readonly string[] | null;
  /** HTTP proxy of package manager, containerd and kubelet. `null`: none. */
  readonly proxy: { readonly http: string | null; readonly https: string | null; readonly noProxy: readonly string[] } | null;
  /** Certificates in PEM that the machine trusts besides the distribution's, for a private registry or a proxy. */
  readonly trustedCertificates: readonly string[];
  /** Where packages come from. `null`: the repositories of Kubernetes and of the distribution. */
  readonly packageMirror: string | null;
  /** Security updates without anybody's doing. `null`: somebody else's business. */
  readonly updates: UpdatesModel | null;
  /** Files written before the machine joins. */
  readonly files: readonly { readonly path: string; readonly mode: string; readonly content: string }[];
  /** Shell commands before and after the machine joins; run at each run of the document, so they must be idempotent. */
  readonly commands: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** Security updates. */
export interface UpdatesModel {
  /** `never`: an update that needs a reboot waits for somebody. `window`: the machine drains itself of nothing and reboots in the window. */
  readonly reboot: 'never' | 'window';
  /** Days on which a machine may reboot, as systemd writes them, and when, in UTC. */
  readonly window: { readonly days: readonly Weekday[]; readonly start: string; readonly minutes: number };
}

/** As systemd writes days. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** Settings of the kubelet, over those of the tenant's `kubelet-config`. */
export interface KubeletModel {
  readonly maxPods: number;
  readonly cgroupDriver: 'systemd' | 'cgroupfs';
  /** For kubelet and container runtime. Quantities by `cpu`, `memory`, `ephemeral-storage`, `pid`. */
  readonly kubeReserved: Readonly<Record<string, string>>;
  /** For the rest of the machine. */
  readonly systemReserved: Readonly<Record<string, string>>;
  readonly evictionHard: Readonly<Record<string, string>>;
  /** Time that pods have when the machine shuts down, and the part of it kept for critical pods. Seconds. */
  readonly shutdown: { readonly graceSeconds: number; readonly criticalSeconds: number };
  /** Percent of the disk above which images are removed, and down to which. */
  readonly imageGc: { readonly highPercent: number; readonly lowPercent: number };
  /** Serving certificates signed by the tenant's CA and approved automatically. `false`: self-signed, which API servers do not check. */
  readonly serverCertificates: boolean;
  readonly podPidsLimit: number;
  readonly containerLogs: { readonly maxSize: string; readonly maxFiles: number };
  /** Further fields of `KubeletConfiguration`, over everything above. */
  readonly config: JsonObject;
  /** Further arguments by name without dashes. */
  readonly extraArgs: Readonly<Record<string, string>>;
}

/** Configuration of containerd. */
export interface ContainerdModel {
  /** Format of `config.toml`: 2 for containerd 1.6 and 1.7, 3 for 2.x. */
  readonly configVersion: 2 | 3;
  /** Image of the sandbox. */
  readonly sandboxImage: string;
  /** Mirrors by registry host, tried in order before the registry itself. */
  readonly mirrors: Readonly<Record<string, readonly RegistryMirrorModel[]>>;
  /** Use the mirrors alone, for machines without a way out. */
  readonly mirrorsOnly: boolean;
  /** Runtime classes by name besides `runc`, for example `nvidia`. */
  readonly runtimes: Readonly<Record<string, { readonly binary: string }>>;
}

/** A mirror of a registry. */
export interface RegistryMirrorModel {
  /** For example `https://mirror.example.com`. */
  readonly url: string;
  /** Path of a CA file on the machine, or `null`: the machine's certificates. */
  readonly ca: string | null;
  /** Set when the mirror has the repositories below a path of its own (`override_path`). */
  readonly overridePath: boolean;
}

/** How machines of a pool come by their credential. */
export interface JoinModel {
  /** Group of the pool's bootstrap tokens; nothing but joining is allowed to it. */
  readonly group: string;
  /** Life of a token. Minutes. */
  readonly tokenMinutes: number;
  readonly delivery: JoinDelivery;
}

/**
 * How a token reaches a machine.
 *
 * - `person`: somebody runs `colonnade join-token`;
 * - `single-use`: one token for each known machine, removed when it has joined;
 * - `secret`: a CronJob beside the control plane keeps a fresh one in a Secret, which a controller or an adapter takes from there;
 * - `cluster-api`: Cluster API makes one for each Machine.
 */
export type JoinDelivery =
  | { readonly kind: 'person' }
  | { readonly kind: 'single-use' }
  | {
      readonly kind: 'secret';
      /** Minutes between two tokens; less than half of a token's life, so that lives overlap. */
      readonly everyMinutes: number;
      /** Where machines read it. `null`: something else takes the Secret. */
      readonly store: SecretStoreModel | null;
    }
  | { readonly kind: 'cluster-api' };

/** A cloud's secret store that a machine reads with its own identity. */
export interface SecretStoreModel {
  readonly kind: 'aws-secrets-manager' | 'gcp-secret-manager' | 'azure-key-vault';
  /** Name of the secret; no other secret has to be readable by the machine. */
  readonly secret: string;
  /** AWS region, GCP project or URL of the Azure vault. */
  readonly location: string;
  /** Annotations of the service account that writes it, for workload identity. */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** Image with the cloud's command-line tool. */
  readonly image: string;
}

/** How machines are replaced, by whoever replaces them. */
export interface RolloutModel {
  /** Machines beyond the size while machines are replaced: a number or a percentage. */
  readonly maxSurge: number | string;
  /** Machines that may be missing while machines are replaced: a number or a percentage. */
  readonly maxUnavailable: number | string;
  /** Longest wait for pods to leave. Seconds; 0: no end. */
  readonly drainSeconds: number;
  /** Longest wait for volumes to be detached. Seconds; 0: no end. */
  readonly volumeDetachSeconds: number;
  /** Longest wait for a node object to be removed. Seconds; 0: no end. */
  readonly deletionSeconds: number;
}

/** When a machine counts as broken. */
export interface RepairModel {
  /** A node that is not Ready, or of which nothing is heard, for longer. Seconds. */
  readonly unhealthySeconds: number;
  /** A machine that has not become a node in this time. Seconds. */
  readonly startupSeconds: number;
  /** Above this share nothing is repaired, because the fault is elsewhere: a number or a percentage. */
  readonly maxUnhealthy: number | string;
}

/** Who changes the number of machines between `size.min` and `size.max`. */
export type AutoscalingModel =
  | {
      readonly kind: 'cluster-autoscaler';
      /** `clusterapi`, or a cloud's name as in `--cloud-provider`. */
      readonly provider: string;
      readonly scaleDownUnneededSeconds: number;
      readonly scaleDownUtilizationPercent: number;
      /** From zero: an autoscaler learns what a node of the pool would be like from annotations. */
      readonly fromZero: boolean;
    }
  | {
      readonly kind: 'karpenter';
      readonly consolidateAfterSeconds: number;
      /** Age at which nodes are replaced. Seconds; `null`: never. */
      readonly expireAfterSeconds: number | null;
      /** Nodes that may be disrupted at once: a number or a percentage. */
      readonly budget: number | string;
      /** Kind and name of the cloud's node class. */
      readonly nodeClass: { readonly group: string; readonly kind: string; readonly name: string };
    }
  | { readonly kind: 'cloud' };
