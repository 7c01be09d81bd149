export type { CommonCapabilities } from './capabilities';
export { clusterApi } from './cluster-api';
export { k0sControlPlane, k0smotronControlPlane, kamajiControlPlane, kubeadmControlPlane } from './control-planes';
export type {
  K0sControlPlaneCapabilities,
  K0sControlPlaneOptions,
  K0smotronControlPlaneCapabilities,
  K0smotronControlPlaneOptions,
  KamajiControlPlaneCapabilities,
  KamajiControlPlaneOptions,
  KubeadmControlPlaneCapabilities,
  KubeadmControlPlaneOptions,
} from './control-planes';
export { aws, azure, gcp, hetzner, kubevirt, metal3, openstack, vsphere } from './infrastructure';
export type {
  AwsMachine,
  AwsOptions,
  AzureMachine,
  AzureOptions,
  FurtherFields,
  GcpMachine,
  GcpOptions,
  HetznerMachine,
  HetznerOptions,
  HetznerRegion,
  KubevirtMachine,
  KubevirtOptions,
  Metal3Machine,
  Metal3Options,
  OpenStackMachine,
  OpenStackOptions,
  VsphereMachine,
  VsphereOptions,
} from './infrastructure';
export type { ClusterApiInstallation } from './installation';
export type { ClusterApiOptions } from './options';
export type { ControlPlaneKind, ControlPlaneProvider, InfrastructureKind, InfrastructureProvider } from './provider';
export type { ClusterResources } from './resource-sets';
export type { TopologyOptions } from './topology';
