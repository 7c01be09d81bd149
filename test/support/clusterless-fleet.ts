import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import type { Host } from 'colonnade/hosts';

/** A fleet whose control planes have no nodes: two tenants of one datastore that is elsewhere. */
export function clusterlessFleet(host: Host<'static-ip'>): (scope: Construct) => Fleet {
  return (scope) => {
    const fleet = new Fleet(scope, 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
    const store = EtcdStore.fromEndpoints(eu, 'elsewhere', {
      endpoints: ['https://etcd.example.org:2379'],
      clusterIssuer: 'etcd-clients',
    });
    for (const [index, name] of ['team-a', 'team-b'].entries()) {
      const endpoint = Endpoint.loadBalancer({ address: `203.0.113.${10 + index}` });
      new TenantControlPlane(eu, name, { version: '1.35.4', store, endpoint });
    }
    return fleet;
  };
}
