export { ibm } from './ibm';
export type { IbmBalancer, IbmHost, IbmLoadBalancerKind, IbmProps, IbmSettings } from './ibm';
