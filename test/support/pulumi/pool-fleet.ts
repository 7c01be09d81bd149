import type { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import type { FleetBuilder, Later } from 'colonnade/pulumi';

/** A fleet with one tenant, `team-a`, and the pools that are given it. */
export function poolFleet(
  pools: (tenant: TenantControlPlane) => void,
  endpoint = (_: Later) => Endpoint.loadBalancer({ address: '203.0.113.10' }),
): FleetBuilder {
  return (app: App, later) => {
    const fleet = new Fleet(app, 'acme');
    const eu = new ManagementCluster(fleet, 'eu-1', {
      version: '1.36.3',
      host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
      engine: native(),
    });
    const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
    pools(new TenantControlPlane(eu, 'team-a', { version: '1.35.4', store, endpoint: endpoint(later) }));
    return fleet;
  };
}
