import type { JsonObject, JsonValue } from '../kubernetes';
import type { EndpointModel } from './endpoint-model';
import type { EngineReference } from './engine-reference';
import type { EtcdClusterModel } from './etcd-store-model';
import type { KonnectivityModel } from './konnectivity-model';
import type { DeletionProtection, ImagesModel, PatchModel, ResourcesModel, SchedulingModel } from './shared-model';
import type { WorkerPoolModel } from './worker-pool-model';

/** A hosted control plane. */
export interface TenantModel {
  readonly name: string;
  readonly path: string;
  /** Namespace in the management cluster. */
  readonly namespace: string;
  /** Kubernetes version, for example `1.36.3`. */
  readonly version: string;
  readonly engine: EngineReference;
  /** Number of API servers; controller manager and scheduler run the same number, at most two. */
  readonly replicas: number;
  readonly size: SizeClass;
  readonly store: StoreBindingModel;
  readonly endpoint: EndpointModel;
  readonly network: TenantNetworkModel;
  readonly admission: AdmissionModel;
  readonly authentication: AuthenticationModel;
  readonly audit: AuditModel;
  readonly encryption: EncryptionModel;
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Extra `--flag=value` arguments by component, by flag name without dashes. */
  readonly extraArgs: Readonly<Record<ControlPlaneComponent, Readonly<Record<string, string>>>>;
  readonly resources: Readonly<Record<ControlPlaneComponent | 'konnectivityServer', ResourcesModel>>;
  readonly scheduling: SchedulingModel;
  readonly konnectivity: KonnectivityModel;
  readonly addons: AddonsModel;
  readonly images: ImagesModel;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly deletionProtection: DeletionProtection;
  readonly patches: readonly PatchModel[];
  readonly workerPools: readonly WorkerPoolModel[];
}

/** The components of a control plane that take arguments of their own. */
export type ControlPlaneComponent = 'apiServer' | 'controllerManager' | 'scheduler';

/**
 * How large a tenant is expected to grow. Sets resources, in-flight limits, watch-cache sizes and garbage-collector settings:
 * `small` up to about 20 nodes, `medium` up to about 100, `large` up to about 500.
 */
export type SizeClass = 'small' | 'medium' | 'large';

/** Where a tenant keeps its data. */
export type StoreBindingModel =
  | {
      readonly kind: 'shared';
      /** Name of the store in the same management cluster. */
      readonly name: string;
      /** `--etcd-prefix`, for example `/tenants/team-a`, without a trailing slash. */
      readonly prefix: string;
      /** etcd user and common name of the client certificate. */
      readonly user: string;
    }
  | {
      readonly kind: 'dedicated';
      readonly cluster: EtcdClusterModel;
    };

/** Address ranges inside the tenant cluster. One entry: single stack; two entries: dual stack, the first is primary. */
export interface TenantNetworkModel {
  readonly podCidrs: readonly string[];
  readonly serviceCidrs: readonly string[];
  readonly clusterDomain: string;
  /** Address of the DNS Service, inside the primary service range. */
  readonly dnsAddress: string;
  /** Mask length of the pod range that each node gets, per address family. */
  readonly nodeCidrMaskSizes: { readonly ipv4: number; readonly ipv6: number };
  /** Tenants with the same name here can reach each other's pods and Services; their ranges must not overlap. `null`: alone. */
  readonly sharedNetwork: string | null;
  /**
   * Where the tenant's nodes have their addresses. Without a tunnel API servers dial nowhere else; with one it only says whom
   * firewalls have to let out. Empty: anywhere.
   */
  readonly nodeCidrs: readonly string[];
}

/** Admission plugins on top of and taken from the upstream defaults. */
export interface AdmissionModel {
  readonly enable: readonly string[];
  readonly disable: readonly string[];
}

/** How clients of the tenant prove who they are. */
export interface AuthenticationModel {
  /**
   * What an unauthenticated client may ask for: `health`: `/livez`, `/readyz` and `/healthz`, which probes need;
   * `clusterInfo`: besides these the `cluster-info` ConfigMap, which `kubeadm join` with a token and a CA hash reads.
   */
  readonly anonymous: 'health' | 'clusterInfo';
  /** Issuers of JWTs, the `jwt` list of an `AuthenticationConfiguration`. */
  readonly jwt: readonly JsonObject[];
}

/** What the API server records. */
export interface AuditModel {
  readonly enabled: boolean;
  /** `rules` of an `audit.k8s.io/v1` Policy. */
  readonly rules: readonly JsonObject[];
  readonly omitStages: readonly string[];
  /** `stdout`: to the container's log. `file`: rotated files in an emptyDir. */
  readonly sink: 'stdout' | 'file';
  readonly maxAgeDays: number;
  readonly maxBackups: number;
  readonly maxSizeMegabytes: number;
}

/** Encryption of resources at rest in the datastore. */
export interface EncryptionModel {
  readonly provider: 'secretbox' | 'aesgcm' | 'aescbc' | 'identity';
  /** Resources that are encrypted, for example `secrets`. */
  readonly resources: readonly string[];
}

/** What runs inside the tenant from the start. `null`: left out. */
export interface AddonsModel {
  readonly kubeProxy: {
    readonly mode: 'nftables' | 'iptables' | 'ipvs';
    readonly config: Readonly<Record<string, JsonValue>>;
  } | null;
  readonly coreDns: {
    readonly version: string;
    readonly replicas: number;
    /** Replaces the Corefile as a whole. `null`: the upstream one. */
    readonly corefile: string | null;
    readonly resources: ResourcesModel;
  } | null;
}
