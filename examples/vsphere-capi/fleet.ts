import type { Construct } from 'constructs';
import { Endpoint, EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { clusterApi, kamajiControlPlane, vsphere as machinesOnVsphere } from 'colonnade/engines/cluster-api';
import { addressAnnotations, vsphere } from 'colonnade/hosts/vsphere';

/** Virtual machines over three racks, disks by an encrypting storage policy, addresses by kube-vip. */
export const host = vsphere({
  datacenter: 'dc-1',
  computeClusters: ['rack-1', 'rack-2', 'rack-3'],
  storagePolicy: 'encrypted-ssd',
  encryptedStorage: true,
  network: 'vm-network',
  template: 'ubuntu-24.04',
  apiServerAddress: '192.0.2.10',
});

/** Free address of the network of the machines. */
const TEAM_A = '192.0.2.100';

/** A control plane of Kamaji on the management cluster, and workers that Cluster API clones from a template. */
export function build(scope: Construct): Fleet {
  const fleet = new Fleet(scope, 'acme');
  const dc = new ManagementCluster(fleet, 'dc-1', {
    version: '1.36.3',
    host,
    engine: clusterApi({
      controlPlane: kamajiControlPlane(),
      infrastructure: machinesOnVsphere({
        server: 'vcenter.example.org',
        credentialsSecret: 'vcenter',
        machines: {
          worker: {
            template: 'ubuntu-24.04-kube-1.36.3',
            network: 'vm-network',
            numCPUs: 8,
            memoryMiB: 32768,
            diskGiB: 80,
          },
        },
      }),
    }),
  });
  const team = new TenantControlPlane(dc, 'team-a', {
    version: '1.36.3',
    store: EtcdStore.fromEndpoints(dc, 'shared', {
      endpoints: ['https://etcd.kamaji-system.svc:2379'],
      clusterIssuer: 'not-used',
    }),
    replicas: 2,
    endpoint: Endpoint.loadBalancer({
      address: TEAM_A,
      annotations: addressAnnotations(host.settings.balancer, TEAM_A),
    }),
    authentication: { anonymous: 'clusterInfo' },
  });
  new WorkerPool(team, 'general', {
    machines: Machines.clusterApi({
      infrastructure: {
        apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2',
        kind: 'VSphereMachineTemplate',
        name: 'worker',
      },
    }),
    size: { min: 3, max: 12 },
    autoscaling: { kind: 'cluster-autoscaler' },
  });
  return fleet;
}
