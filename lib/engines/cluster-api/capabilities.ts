import type { CapabilityTable } from '../capability';

/** Of control planes that write a Corefile of their own. */
export const OWN_COREFILE = { support: 'unsupported', note: 'leave the add-on out and bring your own' } as const;

/** What holds whatever the control plane; what it makes of a tenant comes over it. */
export const COMMON_CAPABILITIES = Object.freeze({
  tenant: { support: 'native' },
  store: {
    support: 'unsupported',
    note: 'Cluster API runs no shared datastores: render the store with another engine, or declare one that exists with EtcdStore.fromEndpoints',
  },
  pool: { support: 'native' },
  'tenant.network.sharedNetwork': { support: 'translated', note: 'checked, not rendered' },
  'tenant.network.nodeCidrs': {
    support: 'unsupported',
    note: 'who may be dialled is not limited here; the tunnel needs no such rule',
  },
  'tenant.size': {
    support: 'translated',
    note: 'resources of the components; requests in flight and queries stay as upstream has them',
  },
  'tenant.images.digests': {
    support: 'unsupported',
    note: 'the control plane makes names of images from repository and version',
  },
  'tenant.images.digests.kubectl': { support: 'native', note: 'of the Job that makes the key of encryption at rest' },
  'tenant.patches': { support: 'native', note: 'name the objects that this engine renders' },
  'tenant.deletionProtection': {
    support: 'translated',
    note: 'the namespace is protected, and Secrets and claims in it; a Cluster itself is not',
  },
  'pool.machines': {
    support: 'native',
    note: 'of Machines.clusterApi; others join by themselves and are not rendered here',
    link: 'https://cluster-api.sigs.k8s.io/reference/providers#infrastructure',
  },
  'pool.zones': {
    support: 'translated',
    note: 'one zone is the failure domain of the machines; for several declare a pool for each',
  },
  'pool.join': { support: 'translated', note: 'Cluster API makes a credential for each machine' },
  'pool.bootstrap.kubeadm.discovery': { support: 'unsupported', note: 'Cluster API discovers by token' },
  'pool.bootstrap.kubeadm.installPackages': {
    support: 'unsupported',
    note: 'images of Cluster API have them',
    link: 'https://image-builder.sigs.k8s.io/capi/capi',
  },
  'pool.node.containerd': {
    support: 'unsupported',
    note: 'configured in the image',
    link: 'https://image-builder.sigs.k8s.io/capi/capi',
  },
  'pool.node.proxy': { support: 'unsupported', note: 'configured in the image; or files and commands of the pool' },
  'pool.node.trustedCertificates': {
    support: 'unsupported',
    note: 'part of the image; or files and commands of the pool',
  },
  'pool.node.packageMirror': { support: 'unsupported', note: 'nothing is installed at first boot' },
  'pool.node.updates': { support: 'unsupported', note: 'machines are replaced by those of a newer image' },
  'pool.autoscaling.karpenter': {
    support: 'unsupported',
    note: 'machines are made by Cluster API; cluster-autoscaler instead',
  },
} as const satisfies CapabilityTable);

/** The table that all control planes stand on. */
export type CommonCapabilities = typeof COMMON_CAPABILITIES;
