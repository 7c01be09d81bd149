import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A management cluster whose tenants have the native engine, but for those that name another. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: native(),
  });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' }),
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });

  // One value for all that belongs to this engine: its operator is installed once.
  const hosted = kamaji({ operator: { install: 'argo-cd' } });
  const store = new EtcdStore(eu, 'hosted', { members: 3, volume: '16Gi', engine: hosted });
  for (const [name, address] of [
    ['team-b', '203.0.113.11'],
    ['team-c', '203.0.113.12'],
  ] as const) {
    new TenantControlPlane(eu, name, {
      version: '1.36.3',
      engine: hosted,
      store,
      endpoint: Endpoint.loadBalancer({ address }),
    });
  }

  new TenantControlPlane(eu, 'team-d', {
    version: '1.36.3',
    engine: k0smotron(),
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.13' }),
  });
  return fleet;
}
