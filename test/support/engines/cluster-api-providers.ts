import {
  aws,
  azure,
  gcp,
  hetzner,
  k0sControlPlane,
  k0smotronControlPlane,
  kamajiControlPlane,
  kubeadmControlPlane,
  kubevirt,
  metal3,
  openstack,
  vsphere,
} from '../../../lib/engines/cluster-api';
import type { ControlPlaneProvider, InfrastructureProvider } from '../../../lib/engines/cluster-api';

/** Machines of control planes and workers are called the same for every infrastructure. */
export const MACHINES = 'large';

export const CONTROL_PLANES: readonly ControlPlaneProvider[] = [
  kamajiControlPlane({ ingress: { hostname: 'api.example.com', className: 'nginx' } }),
  k0smotronControlPlane({ monitoring: true }),
  k0sControlPlane({ machines: MACHINES }),
  kubeadmControlPlane({ machines: MACHINES }),
];

export const INFRASTRUCTURES: readonly InfrastructureProvider[] = [
  aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large', rootVolumeGiB: 40, spot: true } } }),
  azure({
    location: 'westeurope',
    subscriptionId: '00000000-0000-0000-0000-000000000000',
    identity: 'acme',
    machines: { large: { vmSize: 'Standard_D4s_v5' } },
  }),
  gcp({
    project: 'acme',
    region: 'europe-west3',
    machines: { large: { instanceType: 'n2-standard-4', image: 'projects/acme/global/images/node' } },
  }),
  hetzner({
    regions: ['fsn1'],
    credentials: { secret: 'hetzner', key: 'hcloud' },
    machines: { large: { type: 'cpx31', imageName: 'node' } },
  }),
  kubevirt({ machines: { large: { image: 'quay.io/acme/node:1', cores: 4, memory: '8Gi' } } }),
  metal3({
    machines: {
      large: {
        image: { url: 'http://192.0.2.1/node.qcow2', checksum: 'http://192.0.2.1/node.sha256' },
        hostSelector: { size: 'large' },
      },
    },
  }),
  openstack({
    credentials: { secret: 'cloud-config', cloud: 'openstack' },
    subnetCidr: '10.6.0.0/24',
    machines: { large: { flavor: 'm1.large', image: 'node', rootVolumeGiB: 40 } },
  }),
  vsphere({
    server: 'vcenter.example.com',
    machines: { large: { template: 'node', network: 'vms', numCPUs: 4, memoryMiB: 8192 } },
  }),
];

const CORE = [
  'clusters.cluster.x-k8s.io',
  'clusterclasses.cluster.x-k8s.io',
  'machinedeployments.cluster.x-k8s.io',
  'machinehealthchecks.cluster.x-k8s.io',
  'machinepools.cluster.x-k8s.io',
  'clusterresourcesets.addons.cluster.x-k8s.io',
  'kubeadmconfigs.bootstrap.cluster.x-k8s.io',
  'kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io',
];

const K0S = ['k0sworkerconfigs.bootstrap.cluster.x-k8s.io', 'k0sworkerconfigtemplates.bootstrap.cluster.x-k8s.io'];

/** Combinations that CLN7410 refuses with a ClusterClass: the infrastructure's template lacks what they need. */
export const WITHOUT_TOPOLOGY: readonly string[] = ['kamaji on azure', 'k0smotron on azure', 'k0smotron on openstack'];

/** Kinds that clusters of a combination consist of, as names of their definitions. */
export function kindsOf(plane: ControlPlaneProvider, infrastructure: InfrastructureProvider): readonly string[] {
  const { cluster, machineTemplate } = infrastructure;
  return [
    ...CORE,
    ...(plane.name === 'k0s' || plane.name === 'k0smotron' ? K0S : []),
    ...[plane.object, cluster, machineTemplate, templateOf(plane.object), templateOf(cluster)].map(
      ({ apiVersion, kind }) => `${kind.toLowerCase()}s.${apiVersion.split('/', 1).join('')}`,
    ),
  ];
}

function templateOf({ apiVersion, kind }: ControlPlaneProvider['object']): ControlPlaneProvider['object'] {
  return { apiVersion, kind: `${kind}Template` };
}
