import type { MachinesModel } from './machines-model';
import type { NodeModel } from './node-model';

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
  /** What the tenant's engine says of such machines. `null`: the engine is not known, because another program renders the tenant. */
  readonly support: WorkerSupportModel | null;
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

/** How a machine becomes a node. */
export type BootstrapModel =
  KubeadmBootstrapModel | K0sBootstrapModel | TalosBootstrapModel | BottlerocketBootstrapModel;

/** The kinds of {@link BootstrapModel}. */
export type WorkerKind = BootstrapModel['kind'];

/** How well machines of a kind fit to an engine. */
export interface WorkerSupportModel {
  readonly support: 'native' | 'translated' | 'unsupported';
  /** How it is translated, or why it is not supported and what to use instead. */
  readonly note: string;
}

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

/** Who cluster-autoscaler is to a cloud. */
export interface AutoscalerIdentityModel {
  /** Annotations of its service account, by which a cloud's workload identity knows it. */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** Variables of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret in the tenant's namespace whose keys are variables of its environment. `null`: none. */
  readonly secret: string | null;
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
      /** Who it is to the cloud. One process scales all pools of a provider, so they say the same. */
      readonly identity: AutoscalerIdentityModel;
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
