import type { Construct } from 'constructs';
import { Endpoint, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { azure } from 'colonnade/hosts/azure';

/** Where the management cluster is. */
export const host = azure({
  resourceGroup: 'acme-us-1',
  region: 'eastus',
  authorizedRanges: ['198.51.100.0/24'],
  administrators: ['5a4c2f0e-0000-4000-8000-000000000001'],
  tags: { team: 'platform' },
});

/** A tenant with an etcd of its own and k0s workers. @param address - of its API server; may be known later */
export function build(scope: Construct, address = '203.0.113.10'): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const { network } = host.settings;
  const us = new ManagementCluster(fleet, 'us-1', {
    version: '1.36.3',
    host,
    engine: k0smotron({ certificateAlarms: {} }),
    network: { nodeCidrs: [network.nodes], podCidrs: [network.pods], serviceCidrs: [network.services] },
  });
  const team = new TenantControlPlane(us, 'team-a', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address }),
  });
  new WorkerPool(team, 'edge', {
    machines: Machines.existing(),
    size: 3,
    bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
  });
  return fleet;
}
