import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A tenant in a management cluster that exists already. @param address - of its API server; may be known later */
export function build(scope: Construct, address = '203.0.113.10'): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi', deletionProtection: false });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ address }),
    deletionProtection: false,
  });
  return fleet;
}
