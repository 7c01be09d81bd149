import type { Construct } from 'constructs';
import { Endpoint, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { addressAnnotations, bareMetal } from 'colonnade/hosts/bare-metal';

/** Ten machines in three racks: three controllers, one for everything, three for control planes of tenants, three for etcd. */
export const host = bareMetal({
  site: 'hall-7',
  machines: [
    { name: 'c-1', address: '192.0.2.11', role: 'controller', zone: 'rack-1' },
    { name: 'c-2', address: '192.0.2.12', role: 'controller', zone: 'rack-2' },
    { name: 'c-3', address: '192.0.2.13', role: 'controller', zone: 'rack-3' },
    { name: 'w-1', address: '192.0.2.21', zone: 'rack-1' },
    { name: 'h-1', address: '192.0.2.31', role: 'control-plane', zone: 'rack-1' },
    { name: 'h-2', address: '192.0.2.32', role: 'control-plane', zone: 'rack-2' },
    { name: 'h-3', address: '192.0.2.33', role: 'control-plane', zone: 'rack-3' },
    { name: 'e-1', address: '192.0.2.41', role: 'etcd', zone: 'rack-1' },
    { name: 'e-2', address: '192.0.2.42', role: 'etcd', zone: 'rack-2' },
    { name: 'e-3', address: '192.0.2.43', role: 'etcd', zone: 'rack-3' },
  ],
  capacity: { cpu: 16, memoryGiB: 64 },
  apiServerAddress: '192.0.2.10',
  storage: { disks: 'nvme', encrypted: true },
});

/** Certificates of etcd end after a year: alarms need the Prometheus operator. */
const engine = k0smotron({ certificateAlarms: {} });

/** Free address of the network of the machines. */
export const ASSEMBLY = '192.0.2.100';

/** A tenant of k0s on a management cluster of k0s, with workers in the same hall. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'plant');
  const hall = new ManagementCluster(fleet, 'hall-7', { version: '1.36.3', host, engine });
  const assembly = new TenantControlPlane(hall, 'assembly', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({
      address: ASSEMBLY,
      annotations: addressAnnotations(host.settings.balancer, ASSEMBLY),
    }),
  });
  new WorkerPool(assembly, 'robots', {
    machines: Machines.ssh({
      user: 'admin',
      operatingSystem: 'debian',
      hosts: [
        { name: 'robot-1', address: '192.0.2.101' },
        { name: 'robot-2', address: '192.0.2.102' },
      ],
    }),
    bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
  });
  return fleet;
}
