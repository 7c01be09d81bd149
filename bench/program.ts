import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import type { Construct } from 'constructs';

const TENANTS_PER_CLUSTER = 100;
const TENANTS_PER_STORE = 25;

/**
 * A fleet as a platform team would have it: 100 tenants in each management cluster, 25 in each shared etcd, two minors, three sizes,
 * some with OpenID Connect, some with pools of workers. No two tenants are alike.
 */
export function fleetOf(scope: Construct, tenants: number): Fleet {
  const fleet = new Fleet(scope, 'bench');
  for (let first = 0; first < tenants; first += TENANTS_PER_CLUSTER) {
    const cluster = new ManagementCluster(fleet, `cluster-${first / TENANTS_PER_CLUSTER}`, {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      engine: native(),
    });
    const last = Math.min(first + TENANTS_PER_CLUSTER, tenants);
    for (let start = first; start < last; start += TENANTS_PER_STORE) {
      const store = new EtcdStore(cluster, `store-${start / TENANTS_PER_STORE}`, { members: 3, volume: '64Gi' });
      for (let index = start; index < Math.min(start + TENANTS_PER_STORE, last); index += 1) {
        addTenant(cluster, store, index);
      }
    }
  }
  return fleet;
}

function addTenant(cluster: ManagementCluster<'static-ip'>, store: EtcdStore, index: number): void {
  const version = index % 3 === 0 ? '1.35.4' : '1.36.3';
  const tenant = new TenantControlPlane(cluster, `team-${index}`, {
    version,
    store,
    replicas: index % 5 === 0 ? 3 : 2,
    size: index % 20 === 0 ? 'large' : index % 4 === 0 ? 'medium' : 'small',
    endpoint: Endpoint.loadBalancer({ address: `100.64.${index >> 8}.${index & 255}` }),
    labels: { 'example.com/team': `team-${index}`, 'example.com/cost-center': `cc-${index % 37}` },
    ...(index % 7 === 0 && {
      authentication: {
        oidc: { issuerUrl: 'https://login.example.com', clientId: `team-${index}`, groupsClaim: 'groups' },
      },
    }),
  });
  if (index % 2 === 0) {
    new WorkerPool(tenant, 'general', {
      machines: Machines.existing(),
      size: { min: 3, max: 20 },
      zones: ['a', 'b', 'c'],
    });
  }
}
