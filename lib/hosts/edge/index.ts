export { edge } from './edge';
export type { BoardProps, EdgeHost, EdgeLoadBalancerKind, EdgeProps, EdgeSettings } from './edge';
export type { KubeVipBalancer, MachineRole, MetalLbBalancer, SiteBalancer, SiteMachine } from '../on-premises';
export { addressAnnotations } from '../on-premises';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { PlaceProps } from '../place-props';
