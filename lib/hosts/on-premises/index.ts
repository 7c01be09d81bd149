export { addressAnnotations, balancerFacts, balancerObjects, checkBalancer } from './balancers';
export type { KubeVipBalancer, MetalLbBalancer, SiteBalancer } from './site-balancer';
export { metadataOf } from './labels';
export { checkMachines, poolsOfMachines, zonesOf } from './machines';
export type { MachineRole, SiteMachine } from './machines';
