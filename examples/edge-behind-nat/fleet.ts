import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** Small machines in shops: they dial out to two ports and nothing dials in; logs and exec come back through the tunnel. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'shops');
  const hq = new ManagementCluster(fleet, 'hq', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: native(),
  });
  const store = new EtcdStore(hq, 'shared', { members: 3, volume: '16Gi' });
  const north = new TenantControlPlane(hq, 'north', {
    version: '1.36.3',
    store,
    // Up to about a hundred nodes.
    size: 'medium',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.20' }),
    // An agent on each node, on the host's network: the tunnel works before the pod network does.
    konnectivity: { agent: { mode: 'DaemonSet', hostNetwork: true } },
  });

  new WorkerPool(north, 'tills', {
    machines: Machines.existing({
      architecture: 'arm64',
      operatingSystem: 'debian',
      capacity: { cpu: '4', memory: '4Gi', ephemeralStorage: '28Gi' },
      reachable: false,
    }),
    size: { min: 1, max: 40 },
    labels: { 'example.com/place': 'shop' },
    // A shop is offline now and then: fewer pods a node, and images stay longer.
    node: { kubelet: { maxPods: 30, imageGc: { highPercent: 90, lowPercent: 80 } } },
  });

  return fleet;
}
