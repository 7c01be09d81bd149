import { PLACE_PROBLEMS } from '../findings';
import type { NodePoolFacts, NodePoolRole } from '../model';
import type { HostInput } from './host-input';
import { ROLE_LABEL, roleTaint } from './placement';

/** A group of nodes, as far as a program says something of it. */
export interface PoolProps {
  /** Name of the provider's machine type. @default - see the page of the host */
  readonly machineType?: string;
  /** Smallest number of machines, in all zones together. @default - 3 */
  readonly min?: number;
  /** Largest number of machines. @default - three times `min`; for etcd as many as `min` */
  readonly max?: number;
}

/** The groups of nodes that a management cluster has: one for everything, one for control planes of tenants, one for etcd. */
export interface PoolsProps {
  readonly general?: PoolProps;
  readonly controlPlane?: PoolProps;
  readonly etcd?: PoolProps;
}

/** What is known of a machine type. */
export interface MachineTypeFacts {
  readonly cpu: number | null;
  readonly memoryGiB: number | null;
  readonly burstable: boolean;
}

/** What the groups of a place have in common. */
export interface PoolsOfPlace {
  /** Machine types of the three groups, unless the program names others; `null`: the place has no names for machines. */
  readonly machineTypes: Readonly<Record<keyof PoolsProps, string | null>>;
  readonly machine: (type: string | null) => MachineTypeFacts;
  readonly zones: readonly string[];
  readonly encrypted: boolean;
  readonly private: boolean;
}

const ROLES = { general: 'general', controlPlane: 'control-plane', etcd: 'etcd' } as const satisfies Record<
  keyof PoolsProps,
  NodePoolRole
>;

const GIB = 1024 ** 3;

/** General, for control planes of tenants, for etcd. */
export type RolePools = readonly [general: NodePoolFacts, controlPlane: NodePoolFacts, etcd: NodePoolFacts];

/** The three groups, labelled and tainted by what they are for; what is wrong with them goes to `input`. */
export function rolePools(props: PoolsProps, place: PoolsOfPlace, input: HostInput): RolePools {
  input.unknownKeys(props, Object.keys(ROLES), 'pools.');
  const pool = (key: keyof PoolsProps): NodePoolFacts => {
    const { machineType = place.machineTypes[key], min = 3, max = key === 'etcd' ? min : min * 3 } = props[key] ?? {};
    const least = key === 'etcd' ? 3 : 1;
    if (!Number.isInteger(min) || !Number.isInteger(max) || min < least || max < min) {
      input.add(PLACE_PROBLEMS.poolSize, `pools.${key}`, {
        message: `${String(min)} to ${String(max)} machines.`,
        fix: `at least ${String(least)}, and max not below min.`,
      });
    }
    return nodePool(ROLES[key], { min, max }, machineType, place);
  };
  return [pool('general'), pool('controlPlane'), pool('etcd')];
}

/** A group of nodes that is named, labelled and tainted by what it is for. */
export function nodePool(
  role: NodePoolRole,
  size: NodePoolFacts['size'],
  machineType: string | null,
  place: Omit<PoolsOfPlace, 'machineTypes'>,
): NodePoolFacts {
  const { cpu, memoryGiB, burstable } = place.machine(machineType);
  return {
    name: role,
    role,
    kind: 'nodes',
    machineType,
    burstable,
    cpu,
    memoryBytes: memoryGiB === null ? null : memoryGiB * GIB,
    size,
    zones: place.zones,
    labels: { [ROLE_LABEL]: role },
    taints: role === 'general' ? [] : [roleTaint(role)],
    encrypted: place.encrypted,
    private: place.private,
  };
}
