import type {
  EtcdClusterProps,
  EtcdStoreProps,
  ExternalEtcdProps,
  LoadBalancerKind,
  LoadBalancerProps,
  ClusterIpEndpoint,
  ManagementClusterProps,
  NodePortEndpoint,
  TenantControlPlaneAttributes,
  TenantControlPlaneProps,
  WorkerPoolProps,
} from 'colonnade';
import type { ExistingHostProps } from 'colonnade/hosts/existing';

/**
 * A program that describes a fleet, as data: what is passed to the public API, call by call. Random fleets are made in this
 * form, so that a failing one can be read, shrunk and broken on purpose.
 */
export interface FleetData {
  readonly id: string;
  readonly clusters: readonly ClusterData[];
}

export interface ClusterData {
  readonly id: string;
  /** Made with `ManagementCluster.fromManagementCluster`. */
  readonly imported: boolean;
  readonly host: ExistingHostProps<LoadBalancerKind>;
  readonly props: Omit<ManagementClusterProps, 'host' | 'engine'>;
  readonly stores: readonly StoreData[];
  readonly tenants: readonly TenantData[];
  readonly importedTenants: readonly ImportedTenantData[];
}

export type StoreData =
  | { readonly kind: 'managed'; readonly id: string; readonly props: EtcdStoreProps }
  | { readonly kind: 'external'; readonly id: string; readonly props: ExternalEtcdProps };

/** A store of the same management cluster by its id, the word `'dedicated'`, or `EtcdStore.dedicated(...)`. */
export type StoreChoice =
  | { readonly kind: 'shared'; readonly id: string }
  | { readonly kind: 'word' }
  | { readonly kind: 'dedicated'; readonly props: EtcdClusterProps };

export type EndpointData =
  | {
      readonly kind: 'loadBalancer';
      readonly props: LoadBalancerProps & { readonly address?: string; readonly hostname?: string };
    }
  | { readonly kind: 'nodePort'; readonly props: Omit<NodePortEndpoint, 'kind'> }
  | { readonly kind: 'clusterIp'; readonly props: Omit<ClusterIpEndpoint, 'kind'> };

export interface TenantData {
  readonly id: string;
  readonly store: StoreChoice;
  readonly endpoint: EndpointData;
  /** Whether `engine: native()` is passed to the tenant itself. */
  readonly ownEngine: boolean;
  readonly props: Omit<TenantControlPlaneProps, 'store' | 'endpoint' | 'engine'>;
  readonly pools: readonly PoolData[];
}

export interface ImportedTenantData {
  readonly id: string;
  readonly attributes: TenantControlPlaneAttributes;
  readonly pools: readonly PoolData[];
}

export interface PoolData {
  readonly id: string;
  readonly props: WorkerPoolProps;
}
