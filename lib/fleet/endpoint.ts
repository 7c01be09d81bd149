import type { LoadBalancerKind } from '../model';

/** What every kind of endpoint takes. */
export interface EndpointProps {
  /** Port of the API server. @default 6443 */
  readonly port?: number;
  /** Further DNS names and IP addresses for the serving certificate. @default [] */
  readonly extraSans?: readonly string[];
  /** Annotations for the Service, for example for the load balancer's controller. @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a load-balancer endpoint takes. */
export interface LoadBalancerProps extends EndpointProps {
  /** Client ranges that the balancer lets in, in CIDR notation. @default - all */
  readonly sourceRanges?: readonly string[];
  /** `spec.loadBalancerClass` of the Service. @default - the cluster's default balancer */
  readonly loadBalancerClass?: string;
}

/** A Service of type LoadBalancer. `by` says what is known of its address beforehand. */
export interface LoadBalancerEndpoint<By extends 'address' | 'hostname' | 'status'> extends LoadBalancerProps {
  readonly kind: 'loadBalancer';
  readonly by: By;
  readonly address?: By extends 'address' ? string : never;
  readonly hostname?: By extends 'hostname' ? string : never;
}

/** A Service of type NodePort. */
export interface NodePortEndpoint extends EndpointProps {
  readonly kind: 'nodePort';
  /** IP address or DNS name under which the management cluster's nodes, or a balancer in front of them, are reached. */
  readonly address: string;
  /** Port on the nodes, inside the host's range. */
  readonly nodePort: number;
  /** Port on the nodes for konnectivity agents. @default - the node port plus one */
  readonly konnectivityNodePort?: number;
}

/** Reachable inside the management cluster's network only. */
export interface ClusterIpEndpoint extends EndpointProps {
  readonly kind: 'clusterIp';
  /** A fixed cluster IP. @default - assigned by the management cluster */
  readonly clusterIp?: string;
}

/** Any endpoint, whatever the host. */
export type AnyEndpoint =
  | LoadBalancerEndpoint<'address'>
  | LoadBalancerEndpoint<'hostname'>
  | LoadBalancerEndpoint<'status'>
  | NodePortEndpoint
  | ClusterIpEndpoint;

interface LoadBalancerEndpoints {
  readonly 'static-ip':
    LoadBalancerEndpoint<'address'> | LoadBalancerEndpoint<'hostname'> | LoadBalancerEndpoint<'status'>;
  readonly 'dynamic-ip': LoadBalancerEndpoint<'hostname'> | LoadBalancerEndpoint<'status'>;
  readonly hostname: LoadBalancerEndpoint<'hostname'> | LoadBalancerEndpoint<'status'>;
  readonly none: never;
}

/** The endpoints that a host with such load balancers can have; others do not compile. */
export type EndpointFor<L extends LoadBalancerKind> = NodePortEndpoint | ClusterIpEndpoint | LoadBalancerEndpoints[L];

/** Ways to reach a tenant's API server from outside the management cluster. */
export const Endpoint = {
  /** A load balancer: with an address that is reserved beforehand, under a DNS name of yours, or with whatever it gets. */
  loadBalancer,

  /** A fixed port on every node of the management cluster. */
  nodePort(props: Omit<NodePortEndpoint, 'kind'>): NodePortEndpoint {
    return { ...props, kind: 'nodePort' };
  },

  /** Only inside the management cluster's network. */
  clusterIp(props: Omit<ClusterIpEndpoint, 'kind'> = {}): ClusterIpEndpoint {
    return { ...props, kind: 'clusterIp' };
  },
} as const;

/** A load balancer with an address that is reserved beforehand: what workers can rely on. */
function loadBalancer(
  props: LoadBalancerProps & { readonly address: string; readonly hostname?: never },
): LoadBalancerEndpoint<'address'>;
/** A load balancer under a DNS name of yours that points to it. */
function loadBalancer(
  props: LoadBalancerProps & { readonly hostname: string; readonly address?: never },
): LoadBalancerEndpoint<'hostname'>;
/** A load balancer whose address is read from the Service's status once it is there. */
function loadBalancer(
  props?: LoadBalancerProps & { readonly address?: never; readonly hostname?: never },
): LoadBalancerEndpoint<'status'>;
function loadBalancer(
  props: (LoadBalancerProps & { readonly address?: string; readonly hostname?: string }) | null = {},
): LoadBalancerEndpoint<'address'> | LoadBalancerEndpoint<'hostname'> | LoadBalancerEndpoint<'status'> {
  const { address, hostname, ...rest } = props ?? {};
  if (address !== undefined)
    return {
      ...rest,
      ...(hostname === undefined ? {} : { hostname }),
      kind: 'loadBalancer',
      by: 'address',
      address,
    } as LoadBalancerEndpoint<'address'>;
  if (hostname !== undefined) return { ...rest, kind: 'loadBalancer', by: 'hostname', hostname };
  return { ...rest, kind: 'loadBalancer', by: 'status' };
}
