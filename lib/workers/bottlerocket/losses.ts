import type { WorkerPoolModel } from '../../model';

/** Resources of which Bottlerocket can reserve something. */
export const RESERVABLE: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** Signals that Bottlerocket evicts pods by. */
export const SIGNALS: readonly string[] = [
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'pid.available',
];

/** What a pool asks for and a machine with Bottlerocket does not do: a sentence each, empty when there is nothing. */
export function bottlerocketLosses(pool: WorkerPoolModel): readonly string[] {
  const { kubelet, containerd, commands, files, proxy, ...node } = pool.node;
  const mirrors = Object.values(containerd.mirrors).flat();
  const further = [...Object.keys(kubelet.config), ...Object.keys(kubelet.extraArgs)];
  return [
    ...(commands.before.length + commands.after.length > 0
      ? ['runs no commands but those of bootstrap containers']
      : []),
    ...(files.length > 0 ? ['gets no files of the pool: its root is read-only'] : []),
    ...(node.updates !== null ? ['updates itself as a whole by its update operator, not by packages'] : []),
    ...(node.packageMirror !== null ? ['installs no packages, so it needs no mirror of them'] : []),
    ...(node.swap === 'limited' ? ['has swap only where a bootstrap command makes it'] : []),
    ...(node.timeServers === null ? ['always keeps the time itself'] : []),
    ...unknown('reserve', RESERVABLE, { ...kubelet.kubeReserved, ...kubelet.systemReserved }),
    ...unknown('evict by', SIGNALS, kubelet.evictionHard),
    ...(further.length > 0 ? [`has no setting for ${further.join(', ')} of the kubelet`] : []),
    ...(Object.keys(containerd.runtimes).length > 0 ? ['has the runtimes of its variant only'] : []),
    ...(containerd.mirrorsOnly ? ['asks the registry itself when no mirror has an image'] : []),
    ...(mirrors.some(({ ca, overridePath }) => ca !== null || overridePath)
      ? ['knows of a mirror its address only: put its CA into trustedCertificates']
      : []),
    ...(proxy !== null && proxy.http !== null && proxy.https !== null && proxy.http !== proxy.https
      ? ['uses one proxy for everything, that for HTTPS']
      : []),
  ];
}

function unknown(verb: string, known: readonly string[], values: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(values).filter((name) => !known.includes(name));
  return names.length === 0 ? [] : [`cannot ${verb} ${names.join(', ')}`];
}
