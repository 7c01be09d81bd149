export { bareMetal } from './bare-metal';
export type { BareMetalHost, BareMetalProps, BareMetalSettings, LocalStorage } from './bare-metal';
export type { KubeVipBalancer, MachineRole, MetalLbBalancer, SiteBalancer, SiteMachine } from '../on-premises';
export { addressAnnotations } from '../on-premises';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { PlaceProps } from '../place-props';
