import type { MachineTypeFacts } from '../role-pools';

/** Plans whose processors are shared: Basic, whose names begin with `s-`. */
const SHARED = /^s-/;

/** Processors and memory are part of most names: `g-2vcpu-8gb`, `s-4vcpu-8gb-amd`. Those of CPU-Optimized have two GiB for each: `c-4`. */
const SIZED = /^[a-z]+\d*-(\d+)vcpu-(\d+)gb/;
const CPU_OPTIMIZED = /^c-(\d+)(?:-intel)?$/;

/** What the name of a droplet's size says. Source: https://docs.digitalocean.com/products/droplets/concepts/choosing-a-plan/ */
export function dropletFacts(type: string | null): MachineTypeFacts {
  const name = type ?? '';
  const sized = SIZED.exec(name);
  const optimized = CPU_OPTIMIZED.exec(name);
  const cpu = Number(sized?.[1] ?? optimized?.[1] ?? NaN);
  const memoryGiB = sized ? Number(sized[2]) : cpu * 2;
  return {
    cpu: Number.isNaN(cpu) ? null : cpu,
    memoryGiB: Number.isNaN(memoryGiB) ? null : memoryGiB,
    burstable: SHARED.test(name),
  };
}
