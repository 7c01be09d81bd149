import type { JsonObject } from '../../kubernetes';
import type { KubeletModel } from '../../model';
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
  readonly architecture: 'arm';
  /** Least memory and processors that k0s asks of a worker. */
  readonly capacity: { readonly cpu: string; readonly memory: string; readonly ephemeralStorage: null };
  /** Settings over those of the pool's kubelet. */
  readonly kubelet: Partial<KubeletModel>;
  /** A sentence each. */
  readonly losses: readonly string[];
}

/**
 * A machine with ARMv7 and 512 MB, as the first two generations of Raspberry Pi are: the least that k0s supports
 * (https://docs.k0sproject.io/stable/system-requirements/). How little is reserved and how few pods there may be is chosen so that half of
 * the memory is left for pods; it was not measured.
 */
export const K0S_ARMV7: SmallMachine = Object.freeze({
  architecture: 'arm',
  capacity: Object.freeze({ cpu: '1', memory: '512Mi', ephemeralStorage: null }),
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

/** What a pool asks for and a machine with k0s does not do: a sentence each, empty when there is nothing. */
export function k0sLosses(pool: K0sPool): readonly string[] {
  const { node, machines } = pool;
  return [
    'has the kubelet settings of its worker profile on the control plane, not of the pool: see k0sWorkerProfile',
    ...(Object.keys(node.containerd.runtimes).length > 0
      ? ['has further runtimes only as drop-ins for its own containerd in /etc/k0s/containerd.d']
      : []),
    'takes the image of the sandbox from its control plane',
    ...(machines.architecture === K0S_ARMV7.architecture ? K0S_ARMV7.losses : []),
  ];
}
