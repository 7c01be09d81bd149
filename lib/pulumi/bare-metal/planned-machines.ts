import type { MachineRole, SiteMachine } from '../../hosts/bare-metal';
import { nthAddress, parseCidr } from '../../kubernetes';
import type { NodePoolFacts } from '../../model';

/** A machine that is going to be made: its address is chosen before. */
export interface PlannedMachine extends Required<SiteMachine> {
  /** For example `ccx23`. */
  readonly machineType: string;
  /** Place of the machine among those of its role, from 0. */
  readonly index: number;
}

/** What machines are planned from. */
export interface MachinePlanProps {
  /** Names of machines begin with it. */
  readonly name: string;
  /** Range of their network, of 256 addresses or more. */
  readonly cidr: string;
  readonly zones: readonly [string, ...string[]];
  readonly pools: readonly NodePoolFacts[];
  /** Machines of the control plane of the management cluster itself. @default 3 */
  readonly controllers?: number;
}

/** Addresses in the network that are not of such machines, counted from its first. */
export const GATEWAY_INDEX = 5;
export const BALANCER_INDEX = 6;

/** Where the addresses of a role begin: there is room for 64 of each. */
const FIRST: Readonly<Record<MachineRole, number>> = { controller: 16, general: 32, 'control-plane': 96, etcd: 160 };

/** Controllers, and the smallest number of machines of each group, spread over zones. */
export function plannedMachines(props: MachinePlanProps): readonly PlannedMachine[] {
  const { name, cidr, zones, pools, controllers = 3 } = props;
  const machines = (role: MachineRole, count: number, machineType: string): PlannedMachine[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `${name}-${role}-${String(index + 1)}`,
      role,
      index,
      machineType,
      zone: zones[index % zones.length] ?? zones[0],
      address: addressAt(cidr, FIRST[role] + index),
    }));
  const general = pools.find(({ role }) => role === 'general');
  return [
    ...machines('controller', controllers, general?.machineType ?? ''),
    ...pools.flatMap(({ role, size, machineType }) => machines(role, size.min, machineType ?? '')),
  ];
}

/** The nth address of a range that a host has checked. */
export function addressAt(cidr: string, index: number): string {
  const range = parseCidr(cidr);
  return (range.ok ? nthAddress(range.value, index) : undefined) ?? '';
}
