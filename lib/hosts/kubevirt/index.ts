export { kubevirt } from './kubevirt';
export type { KubevirtHost, KubevirtProps, KubevirtSettings } from './kubevirt';
export { virtualMachine, virtualMachineSpec } from './virtual-machine';
export type { VirtualMachineProps } from './virtual-machine';
export type { PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps } from '../role-pools';
