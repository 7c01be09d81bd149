import { FleetApp } from 'colonnade';
import type { FleetModel, KubernetesObject } from 'colonnade';
import {
  Endpoint,
  EtcdStore,
  Fleet,
  Machines,
  ManagementCluster,
  TenantControlPlane,
  WorkerPool,
} from '../../../../lib';
import { clusterApi } from '../../../../lib/engines/cluster-api';
import type { ClusterApiOptions } from '../../../../lib/engines/cluster-api';
import { existing } from '../../../../lib/hosts/existing';
import type { TenantModel, WorkerPoolModel } from '../../../../lib/model';

/** What may differ from {@link aFleet}. */
export interface Difference {
  readonly tenant?: Partial<TenantModel>;
  readonly pool?: Partial<WorkerPoolModel>;
  /** Kind and name of the template that the pool names. */
  readonly template?: { readonly kind: string; readonly name: string };
}

/** One tenant `team-a` with a pool `general` of machines that Cluster API makes. */
export function aFleet(options: ClusterApiOptions, { tenant, pool, template }: Difference = {}): FleetModel {
  const fleet = new Fleet(new FleetApp(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: clusterApi(options),
  });
  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
    replicas: 3,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    authentication: { anonymous: 'clusterInfo' },
  });
  const { machineTemplate } = options.infrastructure;
  new WorkerPool(team, 'general', {
    machines: Machines.clusterApi({ infrastructure: { ...machineTemplate, name: 'large', ...template } }),
    size: { min: 3, max: 20 },
    ...(options.controlPlane.workers.k0s.support === 'native' && {
      bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
    }),
  });
  const { model } = fleet.validateFleet();
  return {
    ...model,
    managementClusters: model.managementClusters.map((cluster) => ({
      ...cluster,
      tenants: cluster.tenants.map((one) => ({
        ...one,
        ...tenant,
        workerPools: one.workerPools.map((each) => ({ ...each, ...pool })),
      })),
    })),
  };
}

/** Objects of the tenants of a fleet. */
export function render(options: ClusterApiOptions, difference: Difference = {}): readonly KubernetesObject[] {
  const engine = clusterApi(options);
  return aFleet(options, difference).managementClusters.flatMap((cluster) =>
    cluster.tenants.flatMap((tenant) => engine.renderTenant(tenant, { cluster })),
  );
}

/** The one object of a kind. */
export function only(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const [found, ...others] = objects.filter((object) => object.kind === kind);
  if (found === undefined || others.length > 0)
    throw new Error(`There are ${others.length + (found ? 1 : 0)} ${kind}.`);
  return found;
}
