export { vsphere } from './vsphere';
export type { VsphereHost, VsphereMachineSize, VsphereProps, VsphereSettings } from './vsphere';
export type { KubeVipBalancer, MetalLbBalancer, SiteBalancer } from '../on-premises';
export { addressAnnotations } from '../on-premises';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
