import type { Bytes, Cpu, JsonObject } from '../../kubernetes';
import { kubeletPatch } from '../kubeadm';
import type { K0sPool } from './install-flags';

/** Fields that k0s keeps for itself in the configuration of kubelets. */
const OWN: readonly string[] = ['apiVersion', 'kind', 'clusterDNS', 'clusterDomain', 'staticPodURL', 'cgroupDriver'];

/**
 * The kubelet's settings of a pool as an entry of `spec.workerProfiles` in the k0s configuration of the **control plane**: workers of k0s
 * read them from there and nowhere else, by the name that the pool has in `bootstrap.profile`.
 *
 * https://docs.k0sproject.io/stable/worker-node-config/#worker-profiles
 */
export function k0sWorkerProfile(pool: K0sPool): JsonObject {
  const values = Object.entries(kubeletPatch(pool.node)).filter(([field]) => !OWN.includes(field));
  return { name: pool.bootstrap.profile, values: Object.fromEntries(values) };
}

/** A small machine, and what k0s does not do on it. */
export interface SmallMachine {
  /** For the source of the machines. */
  readonly machine: {
    readonly architecture: 'arm';
    /** Least memory and processors that k0s asks of a worker. */
    readonly capacity: { readonly cpu: Cpu; readonly memory: Bytes };
  };
  /** For `node.kubelet` of the pool. */
  readonly kubelet: {
    readonly maxPods: number;
    readonly kubeReserved: { readonly cpu: Cpu; readonly memory: Bytes };
    readonly systemReserved: { readonly memory: Bytes };
    readonly evictionHard: Readonly<Record<string, string>>;
    readonly imageGc: { readonly highPercent: number; readonly lowPercent: number };
    readonly containerLogs: { readonly maxSize: Bytes; readonly maxFiles: number };
  };
  /** A sentence each. */
  readonly losses: readonly string[];
}

/**
 * A machine with ARMv7 and 512 MB, as the first two generations of Raspberry Pi are: the least that k0s supports
 * (https://docs.k0sproject.io/stable/system-requirements/). How little is reserved and how few pods there may be is chosen so that half of
 * the memory is left for pods; it was not measured.
 *
 * @example
 * new WorkerPool(tenant, 'pi', {
 *   machines: Machines.existing({ ...K0S_ARMV7.machine, operatingSystem: 'debian' }),
 *   size: 2,
 *   bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0' },
 *   node: { kubelet: K0S_ARMV7.kubelet },
 * });
 */
export const K0S_ARMV7: SmallMachine = Object.freeze({
  machine: Object.freeze({ architecture: 'arm', capacity: Object.freeze({ cpu: '1', memory: '512Mi' }) }),
  kubelet: Object.freeze({
    maxPods: 16,
    kubeReserved: Object.freeze({ cpu: '100m', memory: '128Mi' }),
    systemReserved: Object.freeze({ memory: '64Mi' }),
    evictionHard: Object.freeze({ 'memory.available': '32Mi', 'nodefs.available': '10%', 'imagefs.available': '10%' }),
    imageGc: Object.freeze({ highPercent: 75, lowPercent: 60 }),
    containerLogs: Object.freeze({ maxSize: '1Mi', maxFiles: 2 }),
  }),
  losses: Object.freeze([
    'has no node-local load balancing: it needs one address for all API servers, as every endpoint here is',
    'runs images for linux/arm/v7 only, which many projects do not make any more',
    'has no room for node agents of 100 MB: count the memory of every DaemonSet first',
  ]),
});

/** What of a machine with k0s is not as in other pools: a sentence each. */
export function k0sLosses(pool: K0sPool): readonly string[] {
  return [
    'has the kubelet settings of its worker profile on the control plane, not of the pool: see k0sWorkerProfile',
    'takes the image of the sandbox from its control plane',
    ...k0sUnmet(pool),
  ];
}

/** What a pool asks for and a machine with k0s does not do: a sentence each, empty when there is nothing. */
export function k0sUnmet({ node, machines }: K0sPool): readonly string[] {
  return [
    ...(Object.keys(node.containerd.runtimes).length > 0
      ? ['has further runtimes only as drop-ins for its own containerd in /etc/k0s/containerd.d']
      : []),
    ...(node.updates?.reboot === 'window'
      ? ['is not rebooted in a window: its document brings neither packages nor their updates']
      : []),
    ...(machines.architecture === K0S_ARMV7.machine.architecture ? K0S_ARMV7.losses : []),
  ];
}
