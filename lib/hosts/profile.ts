import type { HostProfile } from '../model';

/** A profile with nothing where nothing was said. */
export function profileOf(known: Partial<HostProfile>): HostProfile {
  return {
    region: null,
    loadBalancers: null,
    storageClasses: [],
    nodePools: [],
    backup: null,
    quotas: [],
    prices: [],
    ...known,
    controllers: { cloud: null, csi: null, loadBalancer: null, autoscaler: null, ...known.controllers },
  };
}
