import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** Tenants with an etcd of their own: nothing of their data shares a process with anybody else's. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'bank');
  const hq = new ManagementCluster(fleet, 'hq', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: native(),
  });

  new TenantControlPlane(hq, 'payments', {
    version: '1.36.3',
    store: EtcdStore.dedicated({ members: 3, volume: '32Gi' }),
    replicas: 3,
    size: 'medium',
    endpoint: Endpoint.loadBalancer({ address: '198.51.100.20' }),
  });
  new TenantControlPlane(hq, 'ledger', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '198.51.100.21' }),
  });

  return fleet;
}
