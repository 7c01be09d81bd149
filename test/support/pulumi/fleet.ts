import type { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A tenant of {@link smallFleet}. */
export interface SmallTenant {
  readonly name: string;
  readonly address: string;
  readonly replicas?: number;
  /** @default false */
  readonly protected?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** {@link smallFleet}, and a second management cluster without tenants: `us-1`. */
export function twoClusters(app: App, tenants: readonly SmallTenant[]): Fleet {
  const fleet = smallFleet(app, tenants);
  new ManagementCluster(fleet, 'us-1', { version: '1.36.3', host: existing(), engine: native() });
  return fleet;
}

/** One management cluster, a shared datastore, and these tenants in it. */
export function smallFleet(app: App, tenants: readonly SmallTenant[], storeIsProtected = false): Fleet {
  const fleet = new Fleet(app, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(eu, 'shared', {
    members: 3,
    volume: '16Gi',
    deletionProtection: storeIsProtected,
  });
  for (const { name, address, replicas = 2, protected: isProtected = false, annotations = {} } of tenants) {
    new TenantControlPlane(eu, name, {
      version: '1.35.4',
      store,
      replicas,
      annotations,
      endpoint: Endpoint.loadBalancer({ address }),
      deletionProtection: isProtected,
    });
  }
  return fleet;
}
