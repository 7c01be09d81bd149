import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { LoadBalancerProps } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { aws } from 'colonnade/hosts/aws';

/**
 * Kamaji wants an address, and load balancers of AWS have names: so each endpoint has elastic addresses, one in each zone. The first is
 * what Kamaji knows; a name with all of them survives the loss of a zone.
 */
export const host = aws({
  region: 'us-east-1',
  staticAddresses: 'all-zones',
  quotas: { addresses: 20 },
  // From where the program runs; without it the cluster is reached from its VPC alone.
  apiServerCidrs: ['203.0.113.0/24'],
});

/** What Kamaji's own pods need is in the cluster before: see the program. */
export const engine = kamaji();

/** What an endpoint is; values may be known later. */
export type Endpoints = LoadBalancerProps & { readonly address: string; readonly hostname?: never };

/** One tenant, with a name of its own besides its address. */
export function build(scope: Construct, endpoint: Endpoints = { address: '203.0.113.10' }): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const us = new ManagementCluster(fleet, 'us-1', { version: '1.36.3', host, engine });
  new TenantControlPlane(us, 'team-a', {
    version: '1.35.4',
    store: new EtcdStore(us, 'shared', { members: 3, volume: '16Gi' }),
    endpoint: Endpoint.loadBalancer({ ...endpoint, extraSans: ['team-a.example.org'] }),
  });
  return fleet;
}
