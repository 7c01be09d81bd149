import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import type { LoadBalancerProps } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { openstack } from 'colonnade/hosts/openstack';

/** Three availability zones, servers on encrypted SSDs. */
export const host = openstack({
  region: 'RegionOne',
  availabilityZones: ['az1', 'az2', 'az3'],
  externalNetwork: 'public',
  volumeType: 'ssd-encrypted',
  encryptedVolumes: true,
  flavors: { 'm1.large': { cpu: 4, memoryGiB: 8 } },
  // From where the program runs.
  apiServerCidrs: ['203.0.113.0/24'],
});

/** Runs in the management cluster before its tenants. */
export const engine = kamaji();

/** What an endpoint is; values may be known later. */
export type Endpoints = LoadBalancerProps & { readonly address: string; readonly hostname?: never };

/** A tenant whose workers are servers of the same cloud. */
export function build(scope: Construct, endpoint: Endpoints = { address: '203.0.113.10' }): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine });
  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store: new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' }),
    endpoint: Endpoint.loadBalancer(endpoint),
  });
  new WorkerPool(team, 'general', {
    machines: Machines.openstack({
      flavor: 'm1.xlarge',
      zones: ['az1', 'az2', 'az3'],
      capacity: { cpu: '8', memory: '16Gi' },
    }),
    size: 3,
  });
  return fleet;
}
