import type { Capability } from '../engine';

/**
 * The native engine renders from the tenant model itself, so it honours every field; the entries say how, where that is not
 * obvious.
 */
export const NATIVE_CAPABILITIES: Readonly<Record<string, Capability>> = Object.freeze({
  'store.shared': { support: 'native', note: 'a key prefix and an etcd user whose role ends at that prefix' },
  'store.dedicated': { support: 'native', note: 'an etcd cluster in the namespace of the tenant' },
  'endpoint.loadBalancer': { support: 'native' },
  'endpoint.nodePort': { support: 'native' },
  'endpoint.clusterIp': { support: 'native' },
});
