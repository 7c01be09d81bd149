/** kube-vip: a leader of the nodes has each address. The cluster needs nothing else. */
export interface KubeVipBalancer {
  readonly kind: 'kube-vip';
  /** Network interface of nodes that the addresses are on, for example `eth0`. @default - that of the default route */
  readonly interface?: string;
  /** Version of its image. @default '1.0.3' */
  readonly version?: string;
}

/** MetalLB, which somebody has installed: its pool of addresses and how they are announced. */
export interface MetalLbBalancer {
  readonly kind: 'metallb';
  /** Ranges that it gives addresses from: CIDR notation, or first and last address with a dash between. */
  readonly addresses: readonly [string, ...string[]];
  /** `l2`: a node answers for each address; `bgp`: routers are told, as BGPPeer objects of yours say. @default 'l2' */
  readonly announce?: 'l2' | 'bgp';
}

/** What gives Services of type LoadBalancer their addresses where there is no cloud. Both take the address that the Service asks for. */
export type SiteBalancer = KubeVipBalancer | MetalLbBalancer;
