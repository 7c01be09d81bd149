import type { HostFacts, LoadBalancerKind } from '../model';

/** A place where a management cluster runs. A value that the user passes. */
export interface Host<L extends LoadBalancerKind = LoadBalancerKind> {
  readonly facts: HostFacts & { readonly loadBalancer: L };
}
