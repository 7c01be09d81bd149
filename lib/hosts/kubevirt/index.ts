export { kubevirt } from './kubevirt';
export type { KubevirtHost, KubevirtProps } from './kubevirt';
export type { KubevirtSettings } from './settings';
export { kubevirtMachines } from './machines';
export { virtualMachine, virtualMachineSpec } from './virtual-machine';
export type { VirtualMachineProps } from './virtual-machine';
export type { PlaceProps } from '../place-props';
export type { PoolProps, PoolsProps, RolePools } from '../role-pools';
