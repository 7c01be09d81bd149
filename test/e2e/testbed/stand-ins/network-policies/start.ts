import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, runsIn, startIn } from '../../parts/cell';
import type { Cell } from '../../parts/cell';
import { until } from '../../shell';
import { TYPESCRIPT } from '../typescript';
import { deskOf, furnish, PLUGIN, pluginScript } from './plugin';

/**
 * Starts the enforcement of NetworkPolicies, for pods that start from now on and for those there are. It is a stand-in: it
 * translates the objects into nftables rules of the node, which the testbed's network plugin does not do.
 */
export async function startNetworkPolicies(cell: Cell): Promise<void> {
  const desk = deskOf(cell.places.state);
  if (!existsSync(desk.script)) {
    furnish(desk);
    writeFileSync(desk.script, pluginScript(desk), { mode: 0o755 });
    // Only in the node's own mount namespace; it goes with it.
    await runIn(cell, 'mount', ['--bind', desk.script, PLUGIN]);
  }
  if (!(await runsIn(cell, 'network-policies'))) {
    const { kubeconfig, state } = cell.places;
    const args = [...TYPESCRIPT.args, join(__dirname, 'main.ts'), kubeconfig, state];
    startIn(cell, 'network-policies', process.execPath, args, TYPESCRIPT.env);
  }
  await until('the first rules of network policies', () => Promise.resolve(existsSync(desk.ready)), { seconds: 180 });
}
