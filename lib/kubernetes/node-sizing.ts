import { addressBits } from './cidr';
import type { AddressFamily } from './cidr';
import { formatBytes, formatMilli, milliUnits, parseQuantity, wholeUnits } from './quantities';

const MEBI = 1024n ** 2n;
const GIBI = 1024n ** 3n;

/** Share of each further part of the memory that is set aside, in percent. */
const MEMORY_TIERS: readonly (readonly [upTo: bigint, percent: bigint])[] = [
  [4n * GIBI, 25n],
  [8n * GIBI, 20n],
  [16n * GIBI, 10n],
  [128n * GIBI, 6n],
  [2n ** 63n, 2n],
];

/** Share of each further part of the cores that is set aside, in hundredths of a percent; thousandths of a core. */
const CPU_TIERS: readonly (readonly [upTo: bigint, share: bigint])[] = [
  [1000n, 600n],
  [2000n, 100n],
  [4000n, 50n],
  [2n ** 63n, 25n],
];

/**
 * CPU and memory of a machine that are kept for its kubelet, its container runtime and its system, by the formula that GKE publishes; EKS
 * and others use the same for CPU. `undefined` for what is no quantity.
 *
 * https://cloud.google.com/kubernetes-engine/docs/concepts/plan-node-sizes#resource_reservations
 */
export function reservedResources(capacity: {
  readonly cpu: string;
  readonly memory: string;
}): { readonly cpu: string; readonly memory: string } | undefined {
  const cpu = parseQuantity(capacity.cpu);
  const memory = parseQuantity(capacity.memory);
  if (!cpu.ok || !memory.ok) return undefined;
  const bytes = wholeUnits(memory.value);
  const kept = bytes < GIBI ? 255n * MEBI : inTiers(bytes, MEMORY_TIERS, 100n);
  return {
    cpu: formatMilli(inTiers(milliUnits(cpu.value), CPU_TIERS, 10_000n)),
    memory: formatBytes(((kept + MEBI - 1n) / MEBI) * MEBI),
  };
}

/** The sum of the shares of each part of a value, rounded up. */
function inTiers(value: bigint, tiers: readonly (readonly [bigint, bigint])[], whole: bigint): bigint {
  let from = 0n;
  let sum = 0n;
  for (const [upTo, share] of tiers) {
    const end = value < upTo ? value : upTo;
    if (end > from) sum += (end - from) * share;
    from = upTo;
  }
  return (sum + whole - 1n) / whole;
}

/** Pods of a node unless somebody says otherwise; also what Kubernetes is tested with. https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
export const MAX_PODS = 110;

/**
 * Pods that have an address each in a node's part of the pod range: its addresses without the first, the bridge's and, of IPv4, the
 * last. Never more than 2³¹.
 */
export function podAddresses(family: AddressFamily, mask: number): number {
  const bits = Math.min(31, addressBits(family) - mask);
  return Math.max(0, 2 ** bits - (family === 4 ? 3 : 2));
}
