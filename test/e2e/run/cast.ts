import { LISTED } from '../fleet';
import type { Kubectl } from '../testbed/kubectl';
import { startWorker } from '../testbed/workers/worker';
import type { Worker } from '../testbed/workers/worker';
import type { WorkerSpec } from '../testbed/workers/plan';
import { openTenant } from './tenant';
import type { Tenant } from './tenant';

/** Machines of team-a's pool `general`. */
export const GENERAL: readonly [WorkerSpec, WorkerSpec] = [
  { name: 'w1', number: 21, kubernetes: '1.36' },
  { name: 'w2', number: 22, kubernetes: '1.36' },
];

/** The machine of team-a's pool `edge`, which can only dial out. */
export const EDGE: WorkerSpec = { name: 'edge1', number: 23, kubernetes: '1.36', behindNat: true };

/** A machine for what is to be refused, and for the pool that is removed. */
export const SPARE: WorkerSpec = { name: 'spare1', number: 24, kubernetes: '1.36' };

/** A machine that comes when its pool is gone. */
export const LATECOMER: WorkerSpec = { name: 'late1', number: 25, kubernetes: '1.36' };

/** The machine of team-a's pool `group`, whose credential a CronJob makes. */
export const MEMBER: WorkerSpec = { name: 'member1', number: 26, kubernetes: '1.36' };

/** The machine of team-a's pool `fixed`, which is listed in the fleet. */
export const FIXED: WorkerSpec = { name: LISTED.name, number: 27, kubernetes: '1.36' };

/** Team-a with the machines that earlier scenarios made. */
export async function teamA(
  kubectl: Kubectl,
): Promise<{ readonly tenant: Tenant; readonly workers: readonly Worker[] }> {
  const tenant = await openTenant(kubectl, 'team-a');
  const workers = await Promise.all(GENERAL.map((spec) => startWorker(spec)));
  return { tenant, workers };
}
