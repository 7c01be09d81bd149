/** How a tenant's API server is reached from outside the management cluster. */
export type EndpointModel = LoadBalancerEndpointModel | NodePortEndpointModel | ClusterIpEndpointModel;

/** What every kind of endpoint has. */
export interface CommonEndpointModel {
  /** Port of the API server. */
  readonly port: number;
  /** Further DNS names and IP addresses for the serving certificate. */
  readonly extraSans: readonly string[];
  /** Annotations for the Service. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** A Service of type LoadBalancer. One of `address` and `hostname` may be set; both `null`: whatever the balancer gives. */
export interface LoadBalancerEndpointModel extends CommonEndpointModel {
  readonly kind: 'loadBalancer';
  readonly address: string | null;
  readonly hostname: string | null;
  /** Client ranges that the balancer lets in. Empty: all. */
  readonly sourceRanges: readonly string[];
  /** `spec.loadBalancerClass`. */
  readonly loadBalancerClass: string | null;
}

/** A Service of type NodePort, reached on an address of the management cluster's nodes or of a balancer in front of them. */
export interface NodePortEndpointModel extends CommonEndpointModel {
  readonly kind: 'nodePort';
  /** IP address or DNS name under which the nodes are reached. */
  readonly address: string;
  readonly nodePort: number;
  /** Node port of the konnectivity server; `null` when the tunnel is off. */
  readonly konnectivityNodePort: number | null;
}

/** Only reachable inside the management cluster's network. */
export interface ClusterIpEndpointModel extends CommonEndpointModel {
  readonly kind: 'clusterIp';
  /** `null`: assigned by the management cluster. */
  readonly clusterIp: string | null;
}
