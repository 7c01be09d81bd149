export { HETZNER_VOLUME_SECRET, hetzner } from './hetzner';
export type { HetznerBackups, HetznerHost, HetznerProps, HetznerSettings } from './hetzner';
export type { HetznerLocation } from './locations';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { AddressTime, KindByTime, PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
