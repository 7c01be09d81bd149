import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { edge } from 'colonnade/hosts/edge';

/** Four Raspberry Pis 5 with NVMe disks in a barn, behind a router that lets nothing in. */
export const host = edge({
  site: 'barn-3',
  board: { model: 'raspberry-pi-5', cpu: 4, memoryGiB: 16, disk: 'nvme', encrypted: true },
  machines: [
    { name: 'pi-1', address: '192.0.2.11', role: 'controller' },
    { name: 'pi-2', address: '192.0.2.12' },
    { name: 'pi-3', address: '192.0.2.13' },
    { name: 'pi-4', address: '192.0.2.14' },
  ],
  balancer: { kind: 'kube-vip', interface: 'eth0' },
});

/** A tenant for sensors in the same network: small computers that only dial out. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'farm');
  const barn = new ManagementCluster(fleet, 'barn-3', { version: '1.36.3', host, engine: native() });
  const sensors = new TenantControlPlane(barn, 'sensors', {
    version: '1.36.3',
    store: new EtcdStore(barn, 'shared', { members: 3, volume: '8Gi' }),
    size: 'small',
    endpoint: Endpoint.loadBalancer({ address: '192.0.2.100' }),
    // The tunnel is there before the pod network is.
    konnectivity: { agent: { mode: 'DaemonSet', hostNetwork: true } },
  });
  new WorkerPool(sensors, 'fields', {
    machines: Machines.existing({
      architecture: 'arm64',
      operatingSystem: 'debian',
      capacity: { cpu: '4', memory: '4Gi', ephemeralStorage: '28Gi' },
      reachable: false,
    }),
    size: { min: 1, max: 20 },
    node: { kubelet: { maxPods: 30, imageGc: { highPercent: 90, lowPercent: 80 } } },
  });
  return fleet;
}
