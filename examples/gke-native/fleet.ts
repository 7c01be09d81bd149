import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { gcp } from 'colonnade/hosts/gcp';

/** Where the management cluster is. */
export const host = gcp({
  project: 'acme-prod',
  region: 'us-central1',
  keyRing: 'acme-us-1',
  fleetProject: 'acme-fleet',
  labels: { team: 'platform' },
});

/** Two tenants that share an etcd. @param addresses - of their API servers; may be known later */
export function build(scope: Construct, addresses = { teamA: '203.0.113.10', teamB: '203.0.113.11' }): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const { network } = host.settings;
  const us = new ManagementCluster(fleet, 'us-1', {
    version: '1.36.3',
    host,
    engine: native(),
    network: { nodeCidrs: [network.nodes], podCidrs: [network.pods], serviceCidrs: [network.services] },
  });
  const store = new EtcdStore(us, 'shared', { members: 3, volume: '16Gi' });
  for (const [id, address] of [
    ['team-a', addresses.teamA],
    ['team-b', addresses.teamB],
  ] as const) {
    new TenantControlPlane(us, id, { version: '1.35.4', store, endpoint: Endpoint.loadBalancer({ address }) });
  }
  return fleet;
}
