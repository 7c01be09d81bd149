import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** Two management clusters that one Argo CD applies to: Kamaji in one, no operator in the other. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const host = existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' });

  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: kamaji() });
  const shared = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  const web = new TenantControlPlane(eu, 'web', {
    version: '1.35.4',
    store: shared,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  new WorkerPool(web, 'general', { machines: Machines.existing(), size: 3 });

  const us = new ManagementCluster(fleet, 'us-1', { version: '1.36.3', host, engine: native() });
  new TenantControlPlane(us, 'data', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '198.51.100.10' }),
  });
  return fleet;
}
