export { bareMetalHosts } from './bare-metal-host';
export type { BareMetalHostProps } from './bare-metal-host';
export { metal3 } from './metal3';
export type { Metal3Host, Metal3Props } from './metal3';
export { addressAnnotations } from '../on-premises';
export type { LogBucket, LoggedPlaceProps } from '../logging';
export type { PlaceProps } from '../place-props';
export type { BareMetalHost, BareMetalProps, LocalStorage } from '../bare-metal';
