import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import { existing } from 'colonnade/hosts/existing';

/** The operator by Argo CD, a shared etcd, a tenant of its own, one behind a Gateway, and one in PostgreSQL. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: kamaji({
      operator: { install: 'argo-cd', values: { serviceMonitor: { enabled: true } } },
      alerts: true,
      dataStores: {
        pg: {
          driver: 'PostgreSQL',
          endpoints: ['postgres.data.svc:5432'],
          basicAuth: {
            username: { name: 'kamaji-postgres', namespace: 'data', key: 'username' },
            password: { name: 'kamaji-postgres', namespace: 'data', key: 'password' },
          },
        },
      },
      kubeconfigGenerators: {
        auditors: { user: { value: 'auditor' }, groups: [{ value: 'acme:auditors' }] },
      },
    }),
  });

  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({
      address: '203.0.113.10',
      annotations: { 'metallb.io/loadBalancerIPs': '203.0.113.10' },
    }),
  });
  new WorkerPool(team, 'general', { machines: Machines.existing(), size: 3 });

  new TenantControlPlane(eu, 'team-b', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.clusterIp(),
    engine: kamaji({
      exposure: {
        gateway: { hostname: 'team-b.example.org', parentRefs: [{ name: 'tenants', namespace: 'gateways' }] },
      },
      autoscaling: { minReplicas: 2, maxReplicas: 5 },
      writePermissions: { blockDeletion: true },
    }),
  });

  new TenantControlPlane(eu, 'team-c', {
    version: '1.36.3',
    store: EtcdStore.fromEndpoints(eu, 'pg', {
      endpoints: ['https://postgres.data.svc:5432'],
      clusterIssuer: 'not-used',
    }),
    endpoint: Endpoint.nodePort({ address: '192.0.2.10', nodePort: 30443, konnectivityNodePort: 30132 }),
  });
  return fleet;
}
