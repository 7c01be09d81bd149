export { openstack } from './openstack';
export type { OpenStackFlavor, OpenStackHost, OpenStackProps, OpenStackSettings } from './openstack';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
