import type { MachineTypeFacts } from '../role-pools';

/** Machine series that take no Persistent Disk. Source: https://cloud.google.com/kubernetes-engine/docs/concepts/hyperdisk */
const HYPERDISK_ONLY: ReadonlySet<string> = new Set(['c4', 'c4a', 'c4d', 'h4d', 'm4', 'n4', 'n4a', 'n4d', 'x4']);

/** Machines that share a processor. Source: https://cloud.google.com/compute/docs/general-purpose-machines#sharedcore */
const SHARED_CORE = /^(?:e2-(?:micro|small|medium)|f1-micro|g1-small)$/;

/** GiB of memory for each processor, by the family in the name. Where it is another in a series, memory is unknown. */
const GIB_PER_CPU: Readonly<Record<string, number>> = { standard: 4, highmem: 8, highcpu: 1 };

/** Series whose families have the ratios above. Source: https://cloud.google.com/compute/docs/general-purpose-machines */
const USUAL_RATIOS: ReadonlySet<string> = new Set(['e2', 'n2', 'n2d']);

/** What the name of a machine type says: `n2-standard-4`. */
export function gcpMachine(type: string | null): MachineTypeFacts {
  const [, series = '', family = '', cpus] = /^([a-z]\w*)-([a-z]+)-(\d+)/.exec(type ?? '') ?? [];
  const cpu = cpus === undefined ? null : Number(cpus);
  const ratio = USUAL_RATIOS.has(series) || family === 'standard' ? GIB_PER_CPU[family] : undefined;
  return {
    cpu,
    memoryGiB: cpu === null || ratio === undefined ? null : cpu * ratio,
    burstable: SHARED_CORE.test(type ?? ''),
  };
}

/** Type of the disks that a machine type takes: Persistent Disks, or Hyperdisks where it takes nothing else. */
export function diskFamily(type: string | null): 'persistent-disk' | 'hyperdisk' {
  return HYPERDISK_ONLY.has((type ?? '').split('-')[0] ?? '') ? 'hyperdisk' : 'persistent-disk';
}
