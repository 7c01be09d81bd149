import type { JsonObject } from '../../../kubernetes';
import type { MachineFile } from '../../../workers';
import { kubeletPatch } from '../../../workers';
import type { KubeadmPool } from '../../../workers';
import { jsonOf, withoutEmpty } from '../api';

/** Where kubeadm looks for the pool's settings of the kubelet. */
export const PATCHES = '/etc/colonnade/patches';

/** What a KubeadmConfig says of a pool; side by side, so that a look at each says whether another pool has the same. */
export interface KubeadmConfigInput extends Pick<KubeadmPool, 'labels' | 'node' | 'taints'> {
  readonly ignorePreflightErrors: KubeadmPool['bootstrap']['ignorePreflightErrors'];
  readonly operatingSystem: KubeadmPool['machines']['operatingSystem'];
  /** Who runs the cloud's controller; `null`: no cloud. */
  readonly cloudController: NonNullable<KubeadmPool['machines']['cloud']>['controller'] | null;
}

/** What is read of a pool. */
export function configInput({ labels, node, taints, bootstrap, machines }: KubeadmPool): KubeadmConfigInput {
  return {
    labels,
    node,
    taints,
    ignorePreflightErrors: bootstrap.ignorePreflightErrors,
    operatingSystem: machines.operatingSystem,
    cloudController: machines.cloud?.controller ?? null,
  };
}

/**
 * `spec` of a KubeadmConfig: how a machine, whose image has containerd, kubelet and kubeadm, becomes a node.
 *
 * https://cluster-api.sigs.k8s.io/tasks/bootstrap/kubeadm-bootstrap/
 */
export function kubeadmConfig(pool: KubeadmConfigInput): JsonObject {
  const { node, operatingSystem } = pool;
  const ignition = operatingSystem === 'flatcar' || operatingSystem === 'fedora-coreos';
  return withoutEmpty({
    format: ignition ? 'ignition' : undefined,
    joinConfiguration: withoutEmpty({
      nodeRegistration: withoutEmpty({
        kubeletExtraArgs: kubeletArguments(pool).map(([name, value]) => ({ name, value })),
        taints: pool.taints.map(({ key, value, effect }) =>
          withoutEmpty({ key, value: value === '' ? undefined : value, effect }),
        ),
        ignorePreflightErrors: [...pool.ignorePreflightErrors],
      }),
      patches: { directory: PATCHES },
    }),
    // A file without content is an empty one; the definition refuses an empty text.
    files: filesOf(pool).map(({ path, mode, content }) => ({
      path,
      permissions: mode,
      ...(content !== '' && { content }),
    })),
    ntp:
      node.timeServers === null || node.timeServers.length === 0
        ? undefined
        : { enabled: true, servers: [...node.timeServers] },
    preKubeadmCommands: [...preparations(pool), ...node.commands.before],
    postKubeadmCommands: [...node.commands.after],
  });
}

/** Arguments of the kubelet by name. */
export function kubeletArguments({
  labels,
  cloudController,
  node,
}: Pick<KubeadmConfigInput, 'labels' | 'cloudController' | 'node'>): readonly (readonly [string, string])[] {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return Object.entries({
    ...(cloudController === 'external' && { 'cloud-provider': 'external' }),
    ...(pairs.length > 0 && { 'node-labels': pairs.join(',') }),
    ...node.kubelet.extraArgs,
  });
}

/** Files of a machine; the user's win over those of the same path. */
export function filesOf(pool: Pick<KubeadmPool, 'node'>): readonly MachineFile[] {
  const { node } = pool;
  const own = new Set(node.files.map(({ path }) => path));
  const rendered: readonly MachineFile[] = [
    {
      path: `${PATCHES}/kubeletconfiguration+merge.json`,
      mode: '0644',
      content: `${JSON.stringify(jsonOf(kubeletPatch(node)), null, 2)}\n`,
    },
    ...kernelFiles(pool),
  ];
  return [...rendered.filter(({ path }) => !own.has(path)), ...node.files];
}

/** Modules and settings of the kernel, for machines of any bootstrap. */
export function kernelFiles({ node: { modules, sysctls } }: Pick<KubeadmPool, 'node'>): readonly MachineFile[] {
  const lines = Object.entries(sysctls).map(([key, value]) => `${key} = ${value}\n`);
  return [
    ...(modules.length > 0
      ? [{ path: '/etc/modules-load.d/colonnade.conf', mode: '0644', content: `${modules.join('\n')}\n` }]
      : []),
    ...(lines.length > 0 ? [{ path: '/etc/sysctl.d/90-colonnade.conf', mode: '0644', content: lines.join('') }] : []),
  ];
}

/** Commands that put {@link kernelFiles} in force and switch swap off, before the machine joins. */
export function preparations({ node }: Pick<KubeadmPool, 'node'>): readonly string[] {
  return [
    ...(node.modules.length > 0 ? ['systemctl restart systemd-modules-load.service'] : []),
    ...(Object.keys(node.sysctls).length > 0 ? ['sysctl --system'] : []),
    ...(node.swap === 'off' ? ['swapoff -a'] : []),
  ];
}
