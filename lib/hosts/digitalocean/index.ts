export { digitalOcean } from './digitalocean';
export type { DigitalOceanHost, DigitalOceanProps, DigitalOceanSettings } from './digitalocean';
export type { AddressTime, KindByTime, PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
