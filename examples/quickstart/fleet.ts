import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** One management cluster, an etcd that two tenants share, and two minors of Kubernetes side by side. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');

  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });

  const teamA = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store,
    replicas: 2,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  new TenantControlPlane(eu, 'team-b', {
    version: '1.35.4',
    store,
    replicas: 1,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  });
  new WorkerPool(teamA, 'general', { machines: Machines.existing(), size: { min: 3, max: 20 } });

  return fleet;
}
