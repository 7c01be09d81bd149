import { Endpoint, Fleet, FleetApp, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from '../../../lib';
import type { Engine, TenantControlPlaneProps, WorkerPoolProps } from '../../../lib';
import { existing } from '../../../lib/hosts/existing';

/** A fleet with one tenant `acme/eu-1/t` of an engine and, when props of a pool are given, its pool `acme/eu-1/t/p`. */
export function fleetWith(
  engine: Engine,
  tenant: Partial<TenantControlPlaneProps>,
  pool?: Partial<WorkerPoolProps>,
): Fleet {
  const fleet = new Fleet(new FleetApp({ outdir: 'unused' }), 'acme');
  const cluster: ManagementCluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine,
  });
  const control = new TenantControlPlane(cluster, 't', {
    version: '1.35.4',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
    ...tenant,
  });
  // A sample is a part of one of several shapes, whose rest is given here.
  const props = { machines: Machines.existing(), size: 3, ...pool } as WorkerPoolProps;
  if (pool !== undefined) new WorkerPool(control, 'p', props);
  return fleet;
}
