import type { Construct } from 'constructs';
import { Endpoint, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { existing } from 'colonnade/hosts/existing';

/** A tenant with k0s workers, one behind an Ingress, and one in a database. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: k0smotron({ certificateAlarms: { labels: { release: 'prometheus' } } }),
  });

  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  new WorkerPool(team, 'edge', {
    machines: Machines.existing(),
    size: 3,
    bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
  });

  new TenantControlPlane(eu, 'team-b', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.clusterIp(),
    engine: k0smotron({
      certificateAlarms: {},
      ingress: { apiHost: 'api.team-b.example.org', konnectivityHost: 'tunnel.team-b.example.org' },
      monitoring: {},
    }),
  });

  new TenantControlPlane(eu, 'team-c', {
    version: '1.35.4',
    store: 'dedicated',
    endpoint: Endpoint.nodePort({ address: '192.0.2.10', nodePort: 30443, konnectivityNodePort: 30132 }),
    engine: k0smotron({ storage: { kind: 'kine', secretName: 'team-c-database' } }),
  });
  return fleet;
}
