import { readFileSync } from 'node:fs';
import { coarseProgram } from './coarse';
import { Engine } from './engine';

/** A process that runs `up` in the coarse grain, so that tests can end it: `coarse-up.ts <folder of the engine> <port of the provider> <stack> <kubeconfig>`. */
async function main([folder = '', port = '', name = '', kubeconfig = '']: readonly string[]): Promise<void> {
  const engine = await Engine.at(folder, { 'colonnade-objects': Number(port) });
  const program = coarseProgram({ kubeconfig: readFileSync(kubeconfig, 'utf8') }, [
    { name: 'team-a', address: '203.0.113.10' },
  ]);
  await (await engine.stack(name, program, true)).up();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
