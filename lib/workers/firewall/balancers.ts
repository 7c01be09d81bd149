import type { HostFacts } from '../../model';

/** From where balancers of a place reach nodes, as far as its documentation says. */
interface BalancerSource {
  /** Ranges of health checks. */
  readonly addresses: readonly string[];
  /** Ports of nodes besides node ports. */
  readonly ports: readonly number[];
}

/** Port on which kube-proxy answers health checks of balancers. */
const KUBE_PROXY_HEALTH = 10256;

const SOURCES: Readonly<Record<string, BalancerSource>> = {
  // https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
  gcp: {
    addresses: ['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22'],
    ports: [KUBE_PROXY_HEALTH],
  },
  // The address behind the service tag AzureLoadBalancer. https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  azure: { addresses: ['168.63.129.16'], ports: [] },
};

const UNKNOWN: BalancerSource = { addresses: [], ports: [] };

/** Who looks after nodes of a host for its balancers; nothing where the host's documentation names no addresses. */
export function balancerSource({ name }: Pick<HostFacts, 'name'>): BalancerSource {
  return SOURCES[name] ?? UNKNOWN;
}
