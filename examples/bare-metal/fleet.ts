import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** A tenant whose nodes are machines in racks: listed one by one, reached by SSH, with a mirror instead of the internet. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'plant');
  const hall = new ManagementCluster(fleet, 'hall-7', {
    version: '1.36.3',
    host: existing({ zones: ['rack-1', 'rack-2', 'rack-3'], storageClass: 'local-nvme', loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(hall, 'shared', { members: 3, volume: '16Gi' });
  const assembly = new TenantControlPlane(hall, 'assembly', {
    version: '1.36.3',
    store,
    endpoint: Endpoint.loadBalancer({ address: '192.0.2.10' }),
  });

  new WorkerPool(assembly, 'racks', {
    machines: Machines.ssh({
      user: 'admin',
      operatingSystem: 'debian',
      capacity: { cpu: '32', memory: '128Gi', ephemeralStorage: '900Gi' },
      hosts: [
        { name: 'rack-1-a', address: '192.0.2.101', labels: { 'topology.kubernetes.io/zone': 'rack-1' } },
        { name: 'rack-2-a', address: '192.0.2.102', labels: { 'topology.kubernetes.io/zone': 'rack-2' } },
        { name: 'rack-3-a', address: '192.0.2.103', labels: { 'topology.kubernetes.io/zone': 'rack-3' } },
      ],
    }),
    node: {
      containerd: {
        mirrorsOnly: true,
        mirrors: {
          'registry.k8s.io': [{ url: 'https://mirror.example.com' }],
          'docker.io': [{ url: 'https://mirror.example.com' }],
        },
      },
      timeServers: ['ntp.example.com'],
      updates: { reboot: 'window', window: { days: ['Sat', 'Sun'], start: '02:00', minutes: 120 } },
    },
    taints: [{ key: 'example.com/line', value: 'assembly', effect: 'NoSchedule' }],
  });

  return fleet;
}
