import type { TanzuProps } from '../../../../lib/installers/tanzu';

/** Three control planes and a pool. */
export const SHORT: TanzuProps = {
  name: 'mgmt',
  namespace: 'platform',
  version: 'v1.36.2+vmware.2',
  clusterClass: 'builtin-generic-v3.7.0',
  vmClass: 'guaranteed-large',
  storageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'general', replicas: 3 }],
};

/** Everything that can be said otherwise. */
export const FULL: TanzuProps = {
  ...SHORT,
  version: 'v1.34.2+vmware.2-fips',
  clusterClass: 'builtin-generic-v3.5.0',
  apiVersion: 'v1beta1',
  controlPlanes: 1,
  controlPlaneVmClass: 'guaranteed-xlarge',
  nodePools: [
    {
      name: 'etcd',
      replicas: { min: 3, max: 6 },
      vmClass: 'guaranteed-xlarge',
      failureDomain: 'zone-1',
      labels: { 'example.com/pool': 'etcd' },
      taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
      volumes: [
        { name: 'containerd', mountPath: '/var/lib/containerd', capacity: '50Gi' },
        { name: 'etcd', mountPath: '/var/lib/etcd', capacity: '20Gi', storageClass: 'fast' },
      ],
    },
  ],
  network: { podCidrs: ['10.64.0.0/16'], serviceCidrs: ['10.65.0.0/16'], clusterDomain: 'mgmt.local' },
  osImage: 'os-name=ubuntu,os-version=24.04',
  endpointNames: ['api.mgmt.example.com'],
};
