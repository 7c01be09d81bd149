import type { App } from 'cdk8s';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import type { WorkerPoolProps } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { PulumiFleet } from 'colonnade/pulumi';
import type { FleetBuilder, Later, TenantPool } from 'colonnade/pulumi';
import { mocked } from './mocked';
import type { MockedRun, States } from './mocked';

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

/** What {@link poolRun} may say of the pool besides where its machines come from. */
export type PoolProps = Partial<Omit<WorkerPoolProps, 'machines'>>;

/** Makes machines of the pool `general` of {@link poolFleet}, under mocks. */
export function poolRun(
  machines: WorkerPoolProps['machines'],
  make: (pool: TenantPool) => unknown,
  { props = {}, states = {} }: { readonly props?: PoolProps; readonly states?: States } = {},
): Promise<MockedRun> {
  return mocked(
    () => {
      const build = poolFleet((tenant) => {
        // Which properties go with which machines is for types of programs; here they come from tables.
        new WorkerPool(tenant, 'general', { size: 3, ...props, machines } as WorkerPoolProps);
      });
      make(new PulumiFleet('acme', {}, build).tenant('team-a').pool('general'));
    },
    { states },
  );
}
