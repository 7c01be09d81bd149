import { join } from 'node:path';
import { runsIn, startIn } from '../parts/cell';
import type { Cell } from '../parts/cell';

/** Starts what stands in for things that this testbed does not have; see load-balancer.ts. */
export async function startStandIns(cell: Cell): Promise<void> {
  if (await runsIn(cell, 'stand-ins')) return;
  const program = join(__dirname, 'main.ts');
  startIn(cell, 'stand-ins', process.execPath, ['--import', require.resolve('tsx'), program, cell.places.kubeconfig]);
}
