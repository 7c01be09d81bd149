import type { JsonObject } from '../../kubernetes';
import type { TenantNetworkModel, WorkerPoolModel } from '../../model';
import { kubeletPatch } from '../kubeadm';

/**
 * Fields of the kubelet's configuration that are Talos' own: it refuses a machine configuration that has one of the first thirteen
 * (`ProtectedConfigurationFields` in https://github.com/siderolabs/talos/blob/main/pkg/machinery/kubelet), and its containerd decides
 * about the last.
 */
const PROTECTED: readonly string[] = [
  'apiVersion',
  'authentication',
  'authorization',
  'cgroupRoot',
  'kind',
  'kubeletCgroups',
  'port',
  'protectKernelDefaults',
  'resolvConf',
  'rotateCertificates',
  'systemCgroups',
  'staticPodPath',
  'seccompDefault',
  'cgroupDriver',
];

/** `machine.kubelet`. */
export function talosKubelet(network: TenantNetworkModel, pool: WorkerPoolModel): JsonObject {
  const { kubelet } = pool.node;
  const external = pool.machines.cloud?.controller === 'external';
  const extraArgs = { ...(external && { 'cloud-provider': 'external' }), ...kubelet.extraArgs };
  return {
    image: `ghcr.io/siderolabs/kubelet:v${pool.version}`,
    clusterDNS: [network.dnsAddress],
    ...(Object.keys(extraArgs).length > 0 && { extraArgs }),
    extraConfig: { ...allowed(kubeletPatch(pool.node)), ...taints(pool) },
    ...(network.nodeCidrs.length > 0 && { nodeIP: { validSubnets: [...network.nodeCidrs] } }),
    defaultRuntimeSeccompProfileEnabled: true,
    disableManifestsDirectory: true,
  };
}

function allowed(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([field]) => !PROTECTED.includes(field)));
}

function taints({ taints: registered }: WorkerPoolModel): JsonObject {
  return registered.length === 0
    ? {}
    : { registerWithTaints: registered.map(({ key, value, effect }) => ({ key, value, effect })) };
}

/** Fields of the pool's `kubelet.config` that Talos does not let anybody set. */
export function protectedFields({ node }: Pick<WorkerPoolModel, 'node'>): readonly string[] {
  return Object.keys(node.kubelet.config).filter((field) => PROTECTED.includes(field));
}
