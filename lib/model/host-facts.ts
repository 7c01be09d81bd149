import type { HostProfile } from './host-profile';
import type { TolerationModel } from './shared-model';

/**
 * What the host's load balancers give a Service of type LoadBalancer:
 *
 * - `static-ip`: an address that can be chosen before the Service exists;
 * - `dynamic-ip`: an address known only afterwards;
 * - `hostname`: a DNS name only (an AWS load balancer);
 * - `none`: no load balancers.
 */
export type LoadBalancerKind = 'static-ip' | 'dynamic-ip' | 'hostname' | 'none';

/** What a host is and can do, as far as rendering and checks need it. Plain data. */
export interface HostFacts {
  /** Name of the host kind, for example `existing`. */
  readonly name: string;
  /** Failure domains, values of the node label `topology.kubernetes.io/zone`. Empty: zones are not used. */
  readonly zones: readonly string[];
  /** StorageClass for etcd volumes; `null`: the cluster's default class. */
  readonly storageClass: string | null;
  readonly loadBalancer: LoadBalancerKind;
  /** First and last port that a Service of type NodePort may have. */
  readonly nodePortRange: readonly [number, number];
  /** What a Service of type LoadBalancer says to get what `loadBalancer` names. */
  readonly balancer: BalancerDefaults;
  /** Where pods go unless a tenant or a datastore says otherwise. */
  readonly placement: PlacementDefaults;
  /** What more is known of the place: machines, disks, quotas, prices. `null`: nothing. */
  readonly profile: HostProfile | null;
}

/** What every balancer of a tenant's endpoint has, unless the endpoint says otherwise. */
export interface BalancerDefaults {
  /** Annotations of the Service. */
  readonly annotations: Readonly<Record<string, string>>;
  /** `spec.loadBalancerClass`; `null`: the cluster's own. */
  readonly loadBalancerClass: string | null;
}

/** The nodes for control planes, and those for etcd. */
export interface PlacementDefaults {
  readonly controlPlane: NodeChoice;
  readonly etcd: NodeChoice;
}

/** A choice of nodes. */
export interface NodeChoice {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly TolerationModel[];
}
