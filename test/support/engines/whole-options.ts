import type {
  AwsOptions,
  AzureOptions,
  ClusterApiInstallation,
  ClusterResources,
  GcpOptions,
  HetznerOptions,
  K0sControlPlaneOptions,
  K0smotronControlPlaneOptions,
  KamajiControlPlaneOptions,
  KubeadmControlPlaneOptions,
  KubevirtOptions,
  Metal3Options,
  OpenStackOptions,
  TopologyOptions,
  VsphereOptions,
} from '../../../lib/engines/cluster-api';
import { MACHINES } from './cluster-api-providers';

/** Options that take any further field of upstream's, and values of charts. */
type Free = 'spec' | 'kubeadmConfigSpec' | 'values';

/** Options that say everything there is to say, so that a new option is not forgotten here. */
type Whole<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T as K extends Free ? never : K]-?: Whole<Exclude<T[K], undefined>> }
    : T;

const machines = <T>(machine: T): Readonly<Record<string, T>> => ({ [MACHINES]: machine });

export const AWS: Whole<AwsOptions> = {
  region: 'eu-central-1',
  identity: { kind: 'AWSClusterRoleIdentity', name: 'acme' },
  machines: machines({
    instanceType: 'm7i.large',
    ami: 'ami-0123456789abcdef0',
    iamInstanceProfile: 'nodes',
    sshKeyName: 'own',
    rootVolumeGiB: 40,
    spot: true,
  }),
};

export const AZURE: Whole<AzureOptions> = {
  location: 'westeurope',
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  identity: 'acme',
  resourceGroup: 'tenants',
  machines: machines({ vmSize: 'Standard_D4s_v5', osDiskGiB: 128, sshPublicKey: 'c3NoLWVkMjU1MTk=' }),
};

export const GCP: Whole<GcpOptions> = {
  project: 'acme',
  region: 'europe-west3',
  network: 'tenants',
  machines: machines({
    instanceType: 'n2-standard-4',
    image: 'projects/acme/global/images/node',
    rootDeviceSize: 60,
    spot: true,
  }),
};

export const HETZNER: Whole<HetznerOptions> = {
  regions: ['fsn1', 'nbg1'],
  credentials: { secret: 'hetzner', key: 'hcloud' },
  sshKeys: ['own'],
  machines: machines({ type: 'cpx31', imageName: 'node', placementGroupName: 'tenants' }),
};

export const KUBEVIRT: Whole<KubevirtOptions> = {
  infraClusterSecret: 'elsewhere',
  machines: machines({ image: 'quay.io/acme/node:1', cores: 4, memory: '8Gi' }),
};

export const METAL3: Whole<Metal3Options> = {
  cloudProviderEnabled: true,
  machines: machines({
    image: {
      url: 'http://192.0.2.1/node.qcow2',
      checksum: 'http://192.0.2.1/node.sha256',
      checksumType: 'sha512',
      diskFormat: 'raw',
    },
    hostSelector: { size: 'large' },
    dataTemplate: 'nodes',
  }),
};

export const OPENSTACK: Whole<OpenStackOptions> = {
  credentials: { secret: 'cloud-config', cloud: 'openstack' },
  externalNetworkId: '5d8e8a0a-7f4a-4a40-9f5c-4a9c0f4c7f10',
  subnetCidr: '10.6.0.0/24',
  machines: machines({ flavor: 'm1.large', image: 'node', sshKeyName: 'own', rootVolumeGiB: 40 }),
};

export const VSPHERE: Whole<VsphereOptions> = {
  server: 'vcenter.example.com',
  thumbprint: 'AA:BB',
  credentialsSecret: 'vcenter',
  machines: machines({
    template: 'node',
    network: 'vms',
    numCPUs: 4,
    memoryMiB: 8192,
    diskGiB: 60,
    datacenter: 'dc',
    datastore: 'fast',
    folder: 'tenants',
    resourcePool: 'tenants',
  }),
};

/** Ingress and Gateway exclude each other. */
export const KAMAJI: Whole<Omit<KamajiControlPlaneOptions, 'gateway'>> = {
  dataStore: 'shared',
  dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }],
  ingress: { hostname: 'api.example.com', className: 'nginx', annotations: { 'example.com/a': 'b' } },
  runtimeClassName: 'gvisor',
};

export const KAMAJI_BEHIND_GATEWAY: Whole<Pick<KamajiControlPlaneOptions, 'gateway'>> = {
  gateway: { hostname: 'api.example.com', name: 'tenants', namespace: 'gateways', sectionName: 'tls' },
};

export const K0SMOTRON: Whole<K0smotronControlPlaneOptions> = {
  k0sRelease: 1,
  kineSecret: 'database',
  ingress: { apiHost: 'api.example.com', konnectivityHost: 'tunnel.example.com', className: 'nginx' },
  remoteHostCluster: { secret: 'hosting', namespace: 'k0smotron', key: 'kubeconfig' },
  monitoring: true,
};

export const K0S: Whole<K0sControlPlaneOptions> = {
  machines: MACHINES,
  k0sRelease: 1,
  updateStrategy: 'Recreate',
  enableWorker: true,
};

export const KUBEADM: Whole<KubeadmControlPlaneOptions> = { machines: MACHINES, certificatesExpiryDays: 21 };

export const RESOURCES: Whole<ClusterResources> = {
  objects: [
    { kind: 'ConfigMap', name: 'cilium' },
    { kind: 'Secret', name: 'ccm' },
  ],
  strategy: 'ApplyOnce',
};

export const TOPOLOGY: Whole<TopologyOptions> = { name: 'standard', namespace: 'classes' };

export const OPERATOR: Whole<ClusterApiInstallation> = {
  install: 'flux',
  installerNamespace: 'flux',
  operatorVersion: '0.29.0',
  credentials: { name: 'aws', namespace: 'capa-system' },
  kamaji: { namespace: 'kamaji', chartVersion: '1.2.3' },
};
