import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { clusterApi, kamajiControlPlane, openstack } from 'colonnade/engines/cluster-api';
import { existing } from 'colonnade/hosts/existing';

/** Two clusters of one ClusterClass, which differ in its variables alone. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], storageClass: 'fast-ssd', loadBalancer: 'static-ip' }),
    engine: clusterApi({
      controlPlane: kamajiControlPlane(),
      infrastructure: openstack({
        credentials: { secret: 'cloud-config', cloud: 'openstack' },
        subnetCidr: '10.6.0.0/24',
        machines: {
          large: { flavor: 'm1.large', image: 'node', rootVolumeGiB: 40 },
          gpu: { flavor: 'g1.large', image: 'node-gpu' },
        },
      }),
      topology: { name: 'standard' },
    }),
  });
  const store = EtcdStore.fromEndpoints(eu, 'shared', {
    endpoints: ['https://etcd.kamaji-system.svc:2379'],
    clusterIssuer: 'not-used',
  });

  const team = new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store,
    replicas: 2,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
    authentication: { anonymous: 'clusterInfo' },
  });
  new WorkerPool(team, 'general', {
    machines: machinesOf('large'),
    size: { min: 3, max: 20 },
    autoscaling: { kind: 'cluster-autoscaler' },
    labels: { 'example.com/pool': 'general' },
  });
  new WorkerPool(team, 'gpu', {
    machines: machinesOf('gpu'),
    size: 2,
    taints: [{ key: 'example.com/gpu', value: 'present', effect: 'NoSchedule' }],
  });

  const small = new TenantControlPlane(eu, 'team-b', {
    version: '1.36.3',
    store,
    replicas: 2,
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
    authentication: { anonymous: 'clusterInfo' },
    featureGates: { DynamicResourceAllocation: true },
  });
  new WorkerPool(small, 'general', { machines: machinesOf('large'), size: 3 });
  return fleet;
}

/** Machines by the name that the infrastructure has for them. */
function machinesOf(name: string) {
  return Machines.clusterApi({
    infrastructure: {
      apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
      kind: 'OpenStackMachineTemplate',
      name,
    },
  });
}
