import { join } from 'node:path';
import { runsIn, startIn } from '../parts/cell';
import type { Cell } from '../parts/cell';
import { TYPESCRIPT } from './typescript';

/** Starts what stands in for things that this testbed does not have; see load-balancer.ts. */
export async function startStandIns(cell: Cell): Promise<void> {
  if (await runsIn(cell, 'stand-ins')) return;
  const program = join(__dirname, 'main.ts');
  startIn(cell, 'stand-ins', process.execPath, [...TYPESCRIPT.args, program, cell.places.kubeconfig], TYPESCRIPT.env);
}
