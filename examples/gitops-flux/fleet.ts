import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A management cluster with its own Flux, and one that the same Flux reaches. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const host = existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' });

  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  const shared = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  for (const [name, address] of [
    ['web', '203.0.113.10'],
    ['data', '203.0.113.11'],
  ] as const) {
    new TenantControlPlane(eu, name, {
      version: '1.35.4',
      store: shared,
      endpoint: Endpoint.loadBalancer({ address }),
    });
  }

  const edge = new ManagementCluster(fleet, 'edge', { version: '1.36.3', host, engine: native() });
  new TenantControlPlane(edge, 'shop', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '198.51.100.10' }),
  });
  return fleet;
}
