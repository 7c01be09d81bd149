import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import type { LoadBalancerProps } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { aws } from 'colonnade/hosts/aws';

/** The account needs a quota of more than five addresses: three are those of NAT gateways. */
export const host = aws({
  region: 'us-east-1',
  quotas: { addresses: 20 },
  // From where the program runs; without it the cluster is reached from its VPC alone.
  apiServerCidrs: ['203.0.113.0/24'],
  tags: { team: 'platform' },
});

/** Names of tenants, each with an address. */
export const TENANTS = ['team-a', 'team-b'] as const;

/** What the endpoint of a tenant is; values may be known later. */
export type EndpointOf = (
  tenant: (typeof TENANTS)[number],
) => LoadBalancerProps & { readonly address: string; readonly hostname?: never };

/** Addresses that nobody has, to look at what is rendered. */
const SAMPLE: EndpointOf = (tenant) => ({ address: tenant === 'team-a' ? '203.0.113.10' : '203.0.113.11' });

/** Two tenants on one datastore; the first has workers on EC2. */
export function build(scope: Construct, endpointOf: EndpointOf = SAMPLE): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const us = new ManagementCluster(fleet, 'us-1', { version: '1.36.3', host, engine: native() });
  const store = new EtcdStore(us, 'shared', { members: 3, volume: '16Gi' });
  for (const name of TENANTS) {
    const tenant = new TenantControlPlane(us, name, {
      version: '1.35.4',
      store,
      endpoint: Endpoint.loadBalancer(endpointOf(name)),
    });
    if (name === 'team-a') {
      new WorkerPool(tenant, 'general', {
        machines: Machines.awsAutoScalingGroup({ region: 'us-east-1', instanceTypes: ['m7i.large'] }),
        size: { min: 2, max: 10 },
      });
    }
  }
  return fleet;
}
