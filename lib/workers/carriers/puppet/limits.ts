import { parseVersion } from '../../../kubernetes';
import type { WorkerPoolModel } from '../../../model';

/**
 * What a pool asks for and puppetlabs-kubernetes 8.1 does not do, in the words of the pool: a person has to do it, or to choose another
 * carrier.
 */
export function limits(pool: WorkerPoolModel): readonly string[] {
  const { node, version } = pool;
  const mirrors = Object.values(node.containerd.mirrors);
  const found: readonly (readonly [boolean, string])[] = [
    [true, 'node.kubelet. Nodes get kubelet-config of the tenant; only arguments of the kubelet can be given here.'],
    [
      minor(version) >= 36,
      'kubeadm v1beta4. Its template is v1beta3, which kubeadm 1.36 reads with a warning; a later one may refuse it.',
    ],
    [
      true,
      'removal of the token from the machine, expiry, and renewal: a machine joins with what the lookup gives at that time.',
    ],
    [
      pool.machines.architecture !== 'amd64',
      'machines.architecture. Its configuration of containerd says linux/amd64; let containerd_config_source name your own.',
    ],
    [
      node.containerd.configVersion === 3,
      'node.containerd.configVersion 3. Its template is version 2; containerd 2 converts it, or containerd_config_source names your own.',
    ],
    [
      node.containerd.mirrorsOnly || mirrors.some((list) => list.length > 1 || list.some(({ ca }) => ca !== null)),
      'several mirrors of a registry, CAs of mirrors, and node.containerd.mirrorsOnly.',
    ],
    [Object.keys(node.containerd.runtimes).length > 0, 'node.containerd.runtimes.'],
    [
      node.swap === 'limited',
      "node.swap 'limited'. Swap stays on; the kubelet has to be told by the tenant's kubelet-config.",
    ],
    [
      node.modules.length > 0 || Object.keys(node.sysctls).length > 0,
      'node.modules and node.sysctls beyond br_netfilter, bridge-nf-call-iptables and ip_forward.',
    ],
    [node.timeServers !== null, 'node.timeServers.'],
    [node.trustedCertificates.length > 0, 'node.trustedCertificates.'],
    [node.packageMirror !== null, 'node.packageMirror. No repositories are made; declare yours before the class.'],
    [node.updates !== null, 'node.updates.'],
    [node.files.length > 0, 'node.files.'],
    [node.commands.before.length + node.commands.after.length > 0, 'node.commands.'],
  ];
  return found.flatMap(([applies, limit]) => (applies ? [limit] : []));
}

function minor(version: string): number {
  const parsed = parseVersion(version);
  return parsed.ok ? parsed.value.minor : 0;
}
