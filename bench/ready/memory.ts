import { readFileSync } from 'node:fs';
import { list } from '../../test/e2e/run/objects';
import type { Listed } from '../../test/e2e/run/objects';
import type { Kubectl } from '../../test/e2e/testbed/kubectl';
import type { Cell } from '../../test/e2e/testbed/parts/cell';
import type { ContainerMemory } from './results';
import { memoryCgroupsOf } from './cgroups';

interface PodWithContainers extends Listed {
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly { readonly name: string; readonly containerID?: string }[];
  };
}

const MIB = 1024 * 1024;

/** Memory of every running container in a namespace. @param nameOf - under which name a container is listed */
export async function memoryOf(
  kubectl: Kubectl,
  cell: Cell,
  namespace: string,
  nameOf: (pod: string, container: string) => string,
): Promise<Readonly<Record<string, ContainerMemory>>> {
  const pods = await list<PodWithContainers>(kubectl, 'pods', ['-n', namespace]);
  const found: [string, ContainerMemory][] = [];
  for (const { metadata, status } of pods) {
    if (status.phase !== 'Running') continue;
    for (const { name, containerID = '' } of status.containerStatuses ?? []) {
      const id = containerID.replace(/^.*:\/\//, '');
      found.push([nameOf(metadata.name, name), memoryOfContainer(cell, metadata.uid, id)]);
    }
  }
  return Object.fromEntries(found);
}

function memoryOfContainer(cell: Cell, pod: string, id: string): ContainerMemory {
  const folder = memoryCgroupsOf(cell, pod).find((path) => path.endsWith(`/${id}`));
  if (folder === undefined) throw new Error(`container ${id} has no memory cgroup`);
  const usage = Number(readFileSync(`${folder}/memory.usage_in_bytes`, 'utf8'));
  const inactive = /^total_inactive_file (\d+)$/m.exec(readFileSync(`${folder}/memory.stat`, 'utf8'))?.[1];
  const processes = readFileSync(`${folder}/cgroup.procs`, 'utf8').split('\n').filter(Boolean);
  const resident = processes.map(
    (pid) => /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1],
  );
  return {
    workingSetMiB: (usage - Number(inactive ?? 0)) / MIB,
    rssMiB: resident.reduce((sum, kib) => sum + Number(kib ?? 0), 0) / 1024,
  };
}
