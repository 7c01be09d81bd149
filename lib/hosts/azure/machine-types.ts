import type { MachineTypeFacts } from '../role-pools';

/** GiB of memory for each processor, by family. Source: https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/overview */
const GIB_PER_CPU: Readonly<Record<string, number>> = { D: 4, E: 8, F: 2, L: 8 };

/**
 * Disks that a machine takes besides the one that it starts from, by processors.
 * Source: https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/general-purpose/dsv5-series
 */
const DATA_DISKS: Readonly<Record<number, number>> = { 2: 4, 4: 8, 8: 16, 16: 32, 32: 32, 48: 32, 64: 32, 96: 32 };

const SIZE = /^Standard_([A-Z]+)(\d+)(-\d+)?([a-z]*)_v(\d+)$/;

/** What the name of a size says: `Standard_D4s_v5`. */
export function azureMachine(type: string | null): MachineTypeFacts {
  const [, family = '', cpus, constrained, features = ''] = SIZE.exec(type ?? '') ?? [];
  const cpu = cpus === undefined || constrained !== undefined ? null : Number(cpus);
  // An l in the name of a size halves its memory.
  const ratio = features.includes('l') ? undefined : GIB_PER_CPU[family];
  return {
    cpu,
    memoryGiB: cpu === null || ratio === undefined ? null : cpu * ratio,
    burstable: /^Standard_B/.test(type ?? ''),
  };
}

/** Whether a machine takes premium disks: an s in its name. Source: https://learn.microsoft.com/en-us/azure/virtual-machines/vm-naming-conventions */
export function takesPremiumDisks(type: string | null): boolean {
  return (SIZE.exec(type ?? '')?.[4] ?? 's').includes('s');
}

/** Volumes that a machine of the series Dsv5 takes; `null`: not known. */
export function dataDisks(type: string | null): number | null {
  const [, family, cpus, , features, version] = SIZE.exec(type ?? '') ?? [];
  const isDsv5 = family === 'D' && features === 's' && version === '5';
  return isDsv5 ? (DATA_DISKS[Number(cpus)] ?? null) : null;
}
