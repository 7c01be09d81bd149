import { PLACE_PROBLEMS } from '../../findings';
import { dns1123SubdomainProblem, parseIp } from '../../kubernetes';
import type { NodePoolFacts, NodePoolRole } from '../../model';
import type { HostInput } from '../host-input';
import { nodePool } from '../role-pools';
import type { PoolsOfPlace } from '../role-pools';

/** What a machine of a management cluster is for: it runs the control plane of that cluster, or pods of a role. */
export type MachineRole = 'controller' | NodePoolRole;

/** A machine that is known by name. */
export interface SiteMachine {
  /** Name of the machine and of its node. */
  readonly name: string;
  /** IP address at which the other machines reach it. */
  readonly address: string;
  /** @default 'general' */
  readonly role?: MachineRole;
  /** Rack, room or building: value of the node label `topology.kubernetes.io/zone`. @default - none */
  readonly zone?: string;
}

/** Failure domains of machines, each once, in their order. */
export function zonesOf(machines: readonly SiteMachine[]): readonly string[] {
  return [...new Set(machines.flatMap(({ zone }) => (zone === undefined ? [] : [zone])))];
}

/** The groups of nodes that a list of machines is; controllers of the management cluster itself run no pods of tenants. */
export function poolsOfMachines(
  machines: readonly SiteMachine[],
  place: Omit<PoolsOfPlace, 'machineTypes' | 'zones'>,
): readonly NodePoolFacts[] {
  return (['general', 'control-plane', 'etcd'] as const).flatMap((role) => {
    const own = machines.filter((machine) => (machine.role ?? 'general') === role);
    const size = { min: own.length, max: own.length };
    return own.length === 0 ? [] : [nodePool(role, size, null, { ...place, zones: zonesOf(own) })];
  });
}

/** Names and addresses of their own, a quorum of controllers, and one of etcd where it has machines of its own. */
export function checkMachines(machines: readonly SiteMachine[], input: HostInput): void {
  const wrong = (property: string, message: string, fix: string) => {
    input.add(PLACE_PROBLEMS.machines, property, { message, fix });
  };
  for (const [index, { name, address }] of machines.entries()) {
    const at = `machines[${String(index)}]`;
    const problem = dns1123SubdomainProblem(name);
    const isDouble = machines.findIndex((other) => other.name === name || other.address === address) < index;
    if (problem !== undefined) wrong(`${at}.name`, `'${name}' ${problem}.`, "a DNS name, for example 'rack-1-a'.");
    if (isDouble) wrong(at, `another machine has the name ${name} or the address ${address}.`, 'one entry each.');
    if (!parseIp(address).ok) wrong(`${at}.address`, `'${address}' is no IP address.`, "for example '192.0.2.11'.");
  }
  const count = (role: MachineRole) => machines.filter((machine) => (machine.role ?? 'general') === role).length;
  if (![1, 3, 5].includes(count('controller'))) {
    wrong('machines', `${String(count('controller'))} controllers.`, "role: 'controller' for one, three or five.");
  }
  if (![0, 3, 5].includes(count('etcd'))) {
    wrong('machines', `${String(count('etcd'))} machines for etcd.`, "role: 'etcd' for three or five, or for none.");
  }
}
