import type {
  BalancerDefaults,
  HostFacts,
  HostProfile,
  LoadBalancerKind,
  NodeChoice,
  PlacementDefaults,
} from '../../model';
import type { Host } from '../host';
import { ANYWHERE, NO_FURTHER_FACTS } from '../no-facts';
import { profileOf } from '../profile';

/** What has to be known of a cluster that exists already. */
export interface ExistingHostProps<L extends LoadBalancerKind> {
  /** Values of the node label `topology.kubernetes.io/zone`. @default - zones are not used */
  readonly zones?: readonly string[];
  /** StorageClass for etcd volumes: local SSD or network SSD with at least 500 sequential IOPS. @default - the cluster's default class */
  readonly storageClass?: string;
  /** What a Service of type LoadBalancer gets. @default 'none' */
  readonly loadBalancer?: L;
  /** Ports that Services of type NodePort may have. @default [30000, 32767] */
  readonly nodePortRange?: readonly [first: number, last: number];
  /** What Services of type LoadBalancer say to get that. @default - nothing */
  readonly balancer?: Partial<BalancerDefaults>;
  /** Nodes for control planes and for etcd, with the taints that they have. @default - any node without a taint */
  readonly placement?: { readonly [K in keyof PlacementDefaults]?: Partial<NodeChoice> };
  /** Machines, disks, quotas and prices, for the checks that ask about them. @default - unknown, not checked */
  readonly profile?: Partial<HostProfile>;
}

/**
 * A management cluster that exists already, of any kind. Nothing is provisioned; what is said here is believed.
 *
 * @example
 * existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' })
 */
export function existing(props?: ExistingHostProps<never> & { readonly loadBalancer?: never }): Host<'none'>;
export function existing<const L extends LoadBalancerKind>(
  props: ExistingHostProps<L> & { readonly loadBalancer: L },
): Host<L>;
export function existing(props: ExistingHostProps<LoadBalancerKind> | null = {}): Host {
  const { zones, storageClass, loadBalancer, nodePortRange, balancer, placement, profile, ...unknown } = props ?? {};
  const facts: HostFacts = {
    // What a caller misspelt is reported by the management cluster that this is given to.
    ...unknown,
    name: 'existing',
    zones: zones ?? [],
    storageClass: storageClass ?? null,
    loadBalancer: loadBalancer ?? 'none',
    nodePortRange: nodePortRange ?? [30000, 32767],
    balancer: { ...NO_FURTHER_FACTS.balancer, ...balancer },
    placement: {
      controlPlane: { ...ANYWHERE, ...placement?.controlPlane },
      etcd: { ...ANYWHERE, ...placement?.etcd },
    },
    profile: profile === undefined ? null : profileOf(profile),
  };
  return Object.freeze({ facts: Object.freeze(facts) });
}
