import type { WorkerPoolModel } from '../../model';
import { protectedFields } from './kubelet';

/** What a pool asks for and a machine with Talos does not do: a sentence each, empty when there is nothing. */
export function talosLosses(pool: WorkerPoolModel): readonly string[] {
  const { node } = pool;
  const { commands, containerd } = node;
  const lists = Object.values(containerd.mirrors);
  const mirrors = lists.flat();
  const fields = protectedFields(pool);
  return [
    ...(commands.before.length + commands.after.length > 0 ? ['runs no commands: there is no shell'] : []),
    ...(node.files.length > 0 ? ['gets no files of the pool: its root is read-only'] : []),
    ...(node.updates !== null ? ['does not update itself: `talosctl upgrade` replaces the whole system'] : []),
    ...(node.packageMirror !== null ? ['installs no packages, so it needs no mirror of them'] : []),
    ...(node.swap === 'limited'
      ? ['uses swap only with a SwapVolumeConfig of its own, which a pool does not write']
      : []),
    ...(Object.keys(containerd.runtimes).length > 0
      ? ['gets further runtimes by system extensions of its installer image only']
      : []),
    ...(mirrors.some(({ ca }) => ca !== null)
      ? ['has no files of CAs for mirrors: put the certificate into trustedCertificates']
      : []),
    ...(lists.some((list) => new Set(list.map(({ overridePath }) => overridePath)).size > 1)
      ? ['treats the paths of all mirrors of a registry alike']
      : []),
    ...(fields.length > 0 ? [`lets nobody set ${fields.join(', ')} of the kubelet`] : []),
  ];
}
