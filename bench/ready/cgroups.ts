import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cell } from '../../test/e2e/testbed/parts/cell';

/**
 * Memory cgroups of a pod's containers. Looked for from inside of the cell: a program in a network namespace of `ip netns exec`
 * has a /sys of its own, without cgroups.
 *
 * @param pod - its UID
 */
export function memoryCgroupsOf({ init, places }: Cell, pod: string): readonly string[] {
  const pods = join(`/proc/${init}/root/sys/fs/cgroup/memory`, places.cgroup, 'kubepods');
  for (const quality of ['burstable', 'besteffort', '']) {
    const folder = join(pods, quality, `pod${pod}`);
    if (existsSync(folder)) return foldersIn(folder);
  }
  return [];
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}
