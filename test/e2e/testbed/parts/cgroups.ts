import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = '/sys/fs/cgroup';

/** Makes a cgroup in every version 1 hierarchy: the kubelet does not make its own root. */
export function makeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) {
    const folder = join(hierarchy, name);
    if (!existsSync(folder)) mkdirSync(folder);
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      const inherited = join(hierarchy, file);
      if (existsSync(inherited)) writeFileSync(join(folder, file), readFileSync(inherited));
    }
  }
  const programs = programsCgroup(name);
  if (!existsSync(programs)) mkdirSync(programs);
  // The whole node's share of the machine, as a kubelet gives its pods: 1024 for each processor.
  writeFileSync(join(programs, '../cpu.shares'), String(1024 * availableParallelism()));
}

/**
 * Where the node's own programs share processors, beside `kubepods`, as they do in a `system.slice`. Without it each of their
 * threads would weigh as much as all pods together.
 */
export function programsCgroup(name: string): string {
  return join(ROOT, 'cpu', name, 'programs');
}

/** Files that put a process into a cgroup, one in each hierarchy. */
export function cgroupProcs(name: string): readonly string[] {
  return hierarchies().map((hierarchy) => join(hierarchy, name, 'cgroup.procs'));
}

/** Removes a cgroup and all below it. Its processes have ended; the kernel may need a moment to notice. */
export async function removeCgroup(name: string): Promise<void> {
  for (const hierarchy of hierarchies()) {
    for (let tries = 0; tries < 300 && !removeTree(join(hierarchy, name)); tries += 1) await sleep(100);
  }
}

function removeTree(folder: string): boolean {
  if (!existsSync(folder)) return true;
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const emptied = below.map((entry) => removeTree(join(folder, entry.name))).every(Boolean);
  if (!emptied) return false;
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function hierarchies(): readonly string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'unified')
    .map((entry) => join(ROOT, entry.name));
}
