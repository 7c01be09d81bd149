import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import type { Engine, IEtcdStore } from 'colonnade';
import { aws, clusterApi, kamajiControlPlane } from 'colonnade/engines/cluster-api';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import type { Construct } from 'constructs';
import type { EngineName } from './results';

const TENANTS_PER_CLUSTER = 100;

const INFRASTRUCTURE = aws({
  region: 'eu-central-1',
  machines: { large: { instanceType: 'm7i.large' } },
});

const ENGINES: Readonly<Record<EngineName, () => Engine>> = {
  native: () => native(),
  kamaji: () => kamaji(),
  k0smotron: () => k0smotron(),
  'cluster-api': () => clusterApi({ controlPlane: kamajiControlPlane(), infrastructure: INFRASTRUCTURE }),
};

/**
 * The same tenants for every engine: each with an etcd of its own, but where the engine has none, every second one with a pool of workers of a kind that the engine has.
 * No two are alike.
 */
export function fleetOfEngine(scope: Construct, tenants: number, name: EngineName): Fleet {
  const engine = ENGINES[name]();
  const fleet = new Fleet(scope, 'bench');
  for (let first = 0; first < tenants; first += TENANTS_PER_CLUSTER) {
    const cluster = new ManagementCluster(fleet, `cluster-${first / TENANTS_PER_CLUSTER}`, {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      engine,
    });
    const store = name === 'cluster-api' ? elsewhere(cluster) : 'dedicated';
    const last = Math.min(first + TENANTS_PER_CLUSTER, tenants);
    for (let index = first; index < last; index += 1) addTenant(cluster, index, engine, store);
  }
  return fleet;
}

/** Kamaji under Cluster API runs no datastores. */
function elsewhere(cluster: ManagementCluster): IEtcdStore {
  const endpoints = ['https://etcd.example.org:2379'] as const;
  return EtcdStore.fromEndpoints(cluster, 'elsewhere', { endpoints, clusterIssuer: 'etcd' });
}

function addTenant(
  cluster: ManagementCluster<'static-ip'>,
  index: number,
  { name, workers }: Engine,
  store: IEtcdStore | 'dedicated',
): void {
  const tenant = new TenantControlPlane(cluster, `team-${index}`, {
    version: '1.36.3',
    store,
    replicas: index % 5 === 0 ? 3 : 2,
    size: index % 20 === 0 ? 'large' : index % 4 === 0 ? 'medium' : 'small',
    endpoint: Endpoint.loadBalancer({ address: `100.64.${index >> 8}.${index & 255}` }),
    labels: { 'example.com/team': `team-${index}`, 'example.com/cost-center': `cc-${index % 37}` },
  });
  if (index % 2 !== 0) return;
  const size = { min: 3, max: 20 };
  if (name === 'cluster-api') {
    const infrastructure = { ...INFRASTRUCTURE.machineTemplate, name: 'large' };
    new WorkerPool(tenant, 'general', { machines: Machines.clusterApi({ infrastructure }), size });
  } else if (workers.kubeadm.support === 'unsupported') {
    const bootstrap = { kind: 'k0s', version: '1.36.3+k0s.0' } as const;
    new WorkerPool(tenant, 'general', { machines: Machines.existing(), size, bootstrap });
  } else {
    new WorkerPool(tenant, 'general', { machines: Machines.existing(), size });
  }
}
