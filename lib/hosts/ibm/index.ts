export { ibm } from './ibm';
export type { IbmBalancer, IbmHost, IbmLoadBalancerKind, IbmProps, IbmSettings } from './ibm';
export type { IbmRootKey } from './root-key';
export type { PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
