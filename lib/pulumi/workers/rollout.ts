import type { WorkerPoolModel } from '../../model';

/** A number of machines, or a share of them, as a number: at least one where it is not none, because shares are rounded up. */
export function machinesOf(value: number | string, pool: Pick<WorkerPoolModel, 'size'>): number {
  return typeof value === 'number' ? value : Math.ceil((pool.size.max * Number.parseFloat(value)) / 100);
}

/** The same in percent, for APIs that know nothing else. */
export function percentOf(value: number | string, pool: Pick<WorkerPoolModel, 'size'>): number {
  if (typeof value === 'string') return Math.ceil(Number.parseFloat(value));
  return Math.min(100, Math.ceil((100 * value) / Math.max(1, pool.size.max)));
}
