import { readFileSync } from 'node:fs';
import { Engine } from './engine';

/**
 * A process that runs examples/pulumi-existing as its users do, from its own configuration, and prints what came of it as JSON:
 * `example-run.ts <folder of the engine> <port of the provider> <kubeconfig> <preview or up>`.
 */
async function main([folder = '', port = '', kubeconfig = '', operation = '']: readonly string[]): Promise<void> {
  const engine = await Engine.at(folder, { kubernetes: Number(port) });
  const stack = await engine.stack('example', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
    const exported = require('../../../examples/pulumi-existing/index') as Readonly<Record<string, unknown>>;
    return Promise.resolve({ ...exported });
  });
  await stack.setConfig('kubeconfig', { value: readFileSync(kubeconfig, 'utf8').trimEnd(), secret: true });
  await stack.setConfig('address', { value: '203.0.113.20' });
  if (operation === 'preview') console.log(JSON.stringify({ changes: (await stack.preview()).changeSummary }));
  else {
    const { outputs, summary } = await stack.up();
    console.log(JSON.stringify({ changes: summary.resourceChanges, outputs }));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
