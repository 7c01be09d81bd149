import { shortHash } from '../../kubernetes';
import type { WorkerPoolModel } from '../../model';

/** Longest name of a pool that names contain as it is: CronJobs may have 52 characters, common names 64. */
const LONGEST = 40;

/**
 * What a tenant's namespace calls the Secret with a pool's credential, and the Job, the CronJob and the service account that keep it:
 * `join-general`. Long names are cut and end with a hash. A cloud's workload identity is given to that service account.
 */
export function joinName(pool: Pick<WorkerPoolModel, 'name'>): string {
  return `join-${shortPoolName(pool)}`;
}

/** Name of a pool as names of objects contain it: at most 40 characters, ending with a hash where it was cut. */
export function shortPoolName({ name }: Pick<WorkerPoolModel, 'name'>): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 9).replace(/-+$/, '')}-${shortHash(name)}`;
}
