import { readFileSync } from 'node:fs';
import { Engine } from './engine';
import { fleetProgram } from './program';

/** A process that runs `up`, so that tests can end it: `up.ts <folder of the engine> <port of the provider> <stack> <kubeconfig>`. */
async function main([folder = '', port = '', name = '', kubeconfig = '']: readonly string[]): Promise<void> {
  const engine = await Engine.at(folder, { kubernetes: Number(port) });
  const program = fleetProgram(readFileSync(kubeconfig, 'utf8'), [{ name: 'team-a', address: '203.0.113.10' }]);
  await (await engine.stack(name, program, true)).up();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
