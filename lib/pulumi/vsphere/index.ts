export { VsphereManagementCluster } from './management-cluster';
export type { VsphereManagementClusterArgs } from './management-cluster';
export { VsphereTag, VsphereTagCategory } from './tags';
export type { VsphereTagArgs, VsphereTagCategoryArgs } from './tags';
export { VSPHERE_PROVIDER_VERSION, VsphereAntiAffinityRule, VsphereVirtualMachine } from './virtual-machine';
export type {
  VsphereAntiAffinityArgs,
  VsphereDisk,
  VsphereNetworkInterface,
  VsphereVirtualMachineArgs,
} from './virtual-machine';
