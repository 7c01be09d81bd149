import type { HostFacts, NodeChoice } from '../model';

/** Any node without a taint. */
export const ANYWHERE: NodeChoice = Object.freeze({
  nodeSelector: Object.freeze({}),
  tolerations: Object.freeze([]),
});

/** What a host says of which nothing more is known than its name and its balancers. */
export const NO_FURTHER_FACTS: Pick<HostFacts, 'balancer' | 'placement' | 'profile'> = Object.freeze({
  balancer: Object.freeze({ annotations: Object.freeze({}), loadBalancerClass: null }),
  placement: Object.freeze({ controlPlane: ANYWHERE, etcd: ANYWHERE }),
  profile: null,
});
