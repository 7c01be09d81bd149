import type { CapabilityTable, Engine } from '../../engines';
import type { JsonObject, JsonValue, KubernetesVersion } from '../../kubernetes';
import type { ControlPlaneComponent, LoadBalancerKind, SizeClass } from '../../model';
import type { EndpointFor } from '../endpoint';
import type { DedicatedStore, IEtcdStore } from '../store-reference';
import type { CidrRanges, ImagesProps, RenderedProps, ResourcesProps, SchedulingProps } from './common-props';
import type { HonouredProps } from './honoured-props';
import type { KonnectivityProps } from './konnectivity-props';

/** What a tenant of an engine with a table of type `T` can have: props that it does not honour do not compile. */
export type TenantPropsFor<L extends LoadBalancerKind, T extends CapabilityTable> = HonouredProps<
  TenantControlPlaneProps<L>,
  NoInfer<T>
> & { readonly engine?: Engine<T> };

/** A hosted control plane. Only `version`, `store` and `endpoint` are required; every default is the safe one. */
export interface TenantControlPlaneProps<L extends LoadBalancerKind = LoadBalancerKind> extends RenderedProps {
  /** Kubernetes version, for example `1.36.3`. */
  readonly version: KubernetesVersion;
  /** Where its data lives: a shared store, `'dedicated'`, or `EtcdStore.dedicated({...})`. */
  readonly store: IEtcdStore | DedicatedStore | 'dedicated';
  /** How its API server is reached, for example `Endpoint.loadBalancer({ address: '203.0.113.10' })`. */
  readonly endpoint: EndpointFor<L>;
  /** Number of API servers. @default 2 */
  readonly replicas?: number;
  /** How large the tenant will grow: `small` to about 20 nodes, `medium` 100, `large` 500. @default 'small' */
  readonly size?: SizeClass;
  /** @default - the engine of the management cluster */
  readonly engine?: Engine;
  /** Namespace in the management cluster. @default - `tenant-` and the id */
  readonly namespace?: string;
  readonly network?: TenantNetworkProps;
  readonly admission?: AdmissionProps;
  readonly authentication?: AuthenticationProps;
  readonly audit?: AuditProps;
  readonly encryption?: EncryptionProps;
  /** Feature gates of all components. @default {} */
  readonly featureGates?: Readonly<Record<string, boolean>>;
  /** Further `--flag=value` arguments by component and flag name without dashes; managed flags are refused. @default {} */
  readonly extraArgs?: Readonly<Partial<Record<ControlPlaneComponent, Readonly<Record<string, string>>>>>;
  /** CPU and memory by component. @default - by size class */
  readonly resources?: Readonly<Partial<Record<ControlPlaneComponent | 'konnectivityServer', ResourcesProps>>>;
  readonly scheduling?: SchedulingProps;
  /** The tunnel from API servers to nodes. `false`: a flat network, API servers dial nodes directly. @default - on */
  readonly konnectivity?: KonnectivityProps | false;
  readonly addons?: AddonsProps;
  readonly images?: ImagesProps;
  /** Refuse deletion of what holds data. @default true */
  readonly deletionProtection?: boolean;
}

/** Address ranges inside the tenant cluster. */
export interface TenantNetworkProps {
  /** @default ['10.244.0.0/16'] */
  readonly podCidrs?: CidrRanges;
  /** @default ['10.96.0.0/16'] */
  readonly serviceCidrs?: CidrRanges;
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** Address of the DNS Service. @default - the tenth address of the primary service range */
  readonly dnsAddress?: string;
  /** Mask length of the pod range of each node. @default - 24 for IPv4, 64 for IPv6 */
  readonly nodeCidrMaskSizes?: { readonly ipv4?: number; readonly ipv6?: number };
  /** Tenants with the same name here can reach each other's pods and Services: their ranges must not overlap. @default - alone */
  readonly sharedNetwork?: string;
  /**
   * Where the tenant's nodes have their addresses. Without a tunnel API servers may dial these and the tenant's pods, and nothing
   * else; with one it only makes `colonnade firewall` more exact.
   *
   * @default []
   */
  readonly nodeCidrs?: readonly string[];
}

/** Admission plugins on top of and taken from the upstream defaults. */
export interface AdmissionProps {
  /** Plugins enabled besides the upstream defaults and NodeRestriction. @default [] */
  readonly enable?: readonly string[];
  /** Plugins disabled. @default [] */
  readonly disable?: readonly string[];
}

/** How clients of the tenant prove who they are. */
export interface AuthenticationProps {
  /**
   * What an unauthenticated client may ask for: `health`: the health endpoints, which probes need; `clusterInfo`: besides
   * these the `cluster-info` ConfigMap, which `kubeadm join` with a token and a CA hash reads.
   *
   * @default 'clusterInfo'
   */
  readonly anonymous?: 'health' | 'clusterInfo';
  /** One OIDC issuer in short form. @default - none */
  readonly oidc?: OidcProps;
  /**
   * The `jwt` list of an `AuthenticationConfiguration`, for what the short form cannot say.
   *
   * @default []
   * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
   */
  readonly jwt?: readonly JsonObject[];
}

/** An OIDC issuer whose tokens the API server accepts. */
export interface OidcProps {
  readonly issuerUrl: `https://${string}`;
  readonly clientId: string;
  /** Claim with the user's name. @default 'sub' */
  readonly usernameClaim?: string;
  /** Prefix of user names. @default - the issuer's URL and `#` */
  readonly usernamePrefix?: string;
  /** Claim with the user's groups. @default - no groups */
  readonly groupsClaim?: string;
  /** Prefix of group names. @default 'oidc:' */
  readonly groupsPrefix?: string;
}

/** What the API server records. */
export type AuditProps =
  | false
  | ({
      /** `rules` of an `audit.k8s.io/v1` Policy. @default - metadata of everything but noise; nothing of Secrets' content */
      readonly rules?: readonly JsonObject[];
      /** @default ['RequestReceived'] */
      readonly omitStages?: readonly string[];
    } & (
      | { /** To the container's log. @default 'stdout' */ readonly sink?: 'stdout' }
      | {
          /** To rotated files in an emptyDir. */
          readonly sink: 'file';
          /** @default 7 */
          readonly maxAgeDays?: number;
          /** @default 3 */
          readonly maxBackups?: number;
          /** @default 100 */
          readonly maxSizeMegabytes?: number;
        }
    ));

/** Encryption of resources at rest. `false`: none. */
export type EncryptionProps =
  | false
  | {
      /** @default 'secretbox' */
      readonly provider?: 'secretbox' | 'aesgcm' | 'aescbc';
      /** @default ['secrets'] */
      readonly resources?: readonly string[];
    };

/** What runs inside the tenant from the start. `false`: left out. */
export interface AddonsProps {
  /** @default - on, nftables */
  readonly kubeProxy?:
    | false
    | {
        /** @default 'nftables' */
        readonly mode?: 'nftables' | 'iptables' | 'ipvs';
        /** Further fields of KubeProxyConfiguration. @default {} */
        readonly config?: Readonly<Record<string, JsonValue>>;
      };
  /** @default - on, two replicas */
  readonly coreDns?:
    | false
    | {
        /** @default '1.14.7' */
        readonly version?: string;
        /** @default 2 */
        readonly replicas?: number;
        /** Replaces the Corefile as a whole. @default - upstream's for Kubernetes */
        readonly corefile?: string;
        /** @default - requests 100m and 70Mi, memory limit 170Mi */
        readonly resources?: ResourcesProps;
      };
}
