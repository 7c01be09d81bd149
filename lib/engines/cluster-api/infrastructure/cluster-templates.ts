import type { InfraClusterTemplate, InfrastructureKind } from '../provider';

const WHOLE: InfraClusterTemplate = { perCluster: ['controlPlaneEndpoint'], annotates: true, lacks: [] };

/** What the providers' kinds for ClusterClasses can say. https://cluster-api.sigs.k8s.io/developer/providers/contracts/infra-cluster#infracluster-infraclustertemplate */
export const CLUSTER_TEMPLATES: Readonly<Record<InfrastructureKind, InfraClusterTemplate>> = {
  aws: { ...WHOLE, perCluster: [] },
  azure: { perCluster: ['identityRef'], annotates: false, lacks: ['controlPlaneEnabled', 'resourceGroup'] },
  gcp: WHOLE,
  hetzner: WHOLE,
  kubevirt: { ...WHOLE, perCluster: ['controlPlaneEndpoint', 'infraClusterSecretRef'] },
  metal3: WHOLE,
  openstack: { perCluster: ['apiServerFixedIP', 'apiServerPort'], annotates: false, lacks: [] },
  vsphere: WHOLE,
};
