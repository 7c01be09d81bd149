import { rmdirSync } from 'node:fs';
import type { Places } from '../plan';
import { closeCell, openCell } from './cell';
import type { Cell } from './cell';

/** Folders that the kubelet writes to whatever its flags say. */
const FIXED_FOLDERS = ['/var/lib/kubelet', '/var/log/containers'] as const;

/** Makes the cell of the management node. Its programs see this machine's files, but for what they would write outside. */
export function openManagement(places: Places, pause: string): Promise<Cell> {
  return openCell(places, {
    networkNamespace: places.nodeNamespace,
    pause,
    unshare: ['--mount-proc'],
    prepare: [
      // Containers need the version 1 hierarchies; the empty version 2 one beside them confuses containerd.
      'if mountpoint -q /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi',
      // Sockets, namespaces of pods, locks: all that programs leave in /run ends with the cell.
      'mount -t tmpfs -o mode=0755 tmpfs /run',
      'mkdir /run/netns',
      ...FIXED_FOLDERS.map((folder) => `mkdir -p ${folder} && mount -t tmpfs tmpfs ${folder}`),
      'mount --make-rshared /',
    ],
  });
}

/** Ends it, and removes the folders that it mounted over. */
export async function closeManagement(places: Places): Promise<void> {
  await closeCell(places);
  for (const folder of FIXED_FOLDERS) removeIfEmpty(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or it is somebody's.
  }
}
