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
}
