import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import {
  aws,
  clusterApi,
  hetzner,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
} from 'colonnade/engines/cluster-api';
import { existing } from 'colonnade/hosts/existing';

const AWS = aws({
  region: 'eu-central-1',
  machines: { large: { instanceType: 'm7i.large', rootVolumeGiB: 40 }, controller: { instanceType: 'm7i.xlarge' } },
});

const HETZNER = hetzner({
  regions: ['fsn1'],
  credentials: { secret: 'hetzner', key: 'hcloud' },
  machines: { small: { type: 'cpx32', imageName: 'k0s-node' } },
});

/** Control planes as pods by Kamaji and by k0smotron, and one of kubeadm on machines; workers that Cluster API makes. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: clusterApi({
      controlPlane: kamajiControlPlane(),
      infrastructure: AWS,
      resources: { objects: [{ kind: 'ConfigMap', name: 'cilium' }] },
    }),
  });

  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: EtcdStore.fromEndpoints(eu, 'shared', {
      endpoints: ['https://etcd.kamaji-system.svc:2379'],
      clusterIssuer: 'not-used',
    }),
    replicas: 2,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    authentication: { anonymous: 'clusterInfo' },
  });
  new WorkerPool(team, 'general', {
    machines: machinesOf('AWSMachineTemplate', 'v1beta2', 'large'),
    size: { min: 3, max: 20 },
    autoscaling: { kind: 'cluster-autoscaler' },
  });

  const edge = new TenantControlPlane(eu, 'team-b', {
    version: '1.36.3',
    engine: clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure: HETZNER }),
    store: 'dedicated',
    replicas: 3,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  });
  new WorkerPool(edge, 'edge', {
    machines: machinesOf('HCloudMachineTemplate', 'v1beta1', 'small'),
    size: 3,
    bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
  });

  const platform = new TenantControlPlane(eu, 'platform', {
    version: '1.36.3',
    engine: clusterApi({ controlPlane: kubeadmControlPlane({ machines: 'controller' }), infrastructure: AWS }),
    store: 'dedicated',
    replicas: 3,
    endpoint: Endpoint.loadBalancer({ hostname: 'platform.example.org' }),
    authentication: { anonymous: 'clusterInfo' },
  });
  new WorkerPool(platform, 'general', { machines: machinesOf('AWSMachineTemplate', 'v1beta2', 'large'), size: 3 });
  return fleet;
}

/** Machines by the name that the infrastructure has for them. */
function machinesOf(kind: string, version: string, name: string) {
  return Machines.clusterApi({
    infrastructure: { apiVersion: `infrastructure.cluster.x-k8s.io/${version}`, kind, name },
  });
}
