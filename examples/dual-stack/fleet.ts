import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

/** Tenants with IPv4 and IPv6, each once as the primary family, on a cluster without load balancers. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'campus');
  const rack = new ManagementCluster(fleet, 'rack-1', {
    version: '1.36.3',
    host: existing({ loadBalancer: 'none' }),
    engine: native(),
    network: {
      podCidrs: ['10.128.0.0/16', 'fd00:80::/56'],
      serviceCidrs: ['10.129.0.0/16', 'fd00:81::/112'],
      nodeCidrs: ['192.0.2.0/24'],
    },
  });
  const store = new EtcdStore(rack, 'shared', { members: 3, volume: '16Gi' });

  const lab = new TenantControlPlane(rack, 'lab', {
    version: '1.36.3',
    store,
    endpoint: Endpoint.nodePort({ address: 'k8s.campus.example', nodePort: 30443 }),
    network: {
      podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'],
      serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'],
    },
  });
  new TenantControlPlane(rack, 'v6-first', {
    version: '1.36.3',
    store,
    endpoint: Endpoint.nodePort({ address: 'k8s.campus.example', nodePort: 30453 }),
    network: {
      podCidrs: ['fd00:11:244::/56', '10.245.0.0/16'],
      serviceCidrs: ['fd00:11:96::/112', '10.97.0.0/16'],
    },
  });
  new WorkerPool(lab, 'desks', { machines: Machines.existing({ architecture: 'arm64' }), size: 4 });

  return fleet;
}
