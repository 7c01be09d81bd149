import { readFileSync } from 'node:fs';
import type { Stack } from '@pulumi/pulumi/automation';
import { Engine } from './engine';

/** What the process is told. */
export interface ExampleArgs {
  /** Of the engine. */
  readonly folder: string;
  /** Ports of providers that are served to it; it finds others on its PATH. */
  readonly providers: Readonly<Record<string, number>>;
  readonly kubeconfigPath: string;
  /** Configuration besides the kubeconfig. */
  readonly config: Readonly<Record<string, string>>;
  /** One after the other. */
  readonly operations: readonly ExampleOperation[];
}

/** What is done with the stack. */
export type ExampleOperation = 'preview' | 'up' | 'refresh' | 'destroy';

/** What came of an operation. */
export interface ExampleReport {
  /** How many resources were (or would be) created, updated and so on. */
  readonly changes: Readonly<Record<string, number>>;
  /** What the engine printed. */
  readonly text: string;
  /** Of `up` alone. */
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly secret: boolean }>>;
}

/** A process that runs examples/pulumi-existing as its users do, from its own configuration, and prints reports as JSON. */
async function main(args: ExampleArgs): Promise<readonly ExampleReport[]> {
  const engine = await Engine.at(args.folder, args.providers);
  const stack = await engine.stack('example', () => {
    // A program that runs when it is loaded: each time anew.
    for (const file of [EXAMPLE, FLEET]) Reflect.deleteProperty(require.cache, require.resolve(file));
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const exported = require(EXAMPLE) as Readonly<Record<string, unknown>>;
    return Promise.resolve({ ...exported });
  });
  await stack.setConfig('kubeconfig', { value: readFileSync(args.kubeconfigPath, 'utf8').trimEnd(), secret: true });
  for (const [key, value] of Object.entries(args.config)) await stack.setConfig(key, { value });
  const reports: ExampleReport[] = [];
  for (const operation of args.operations) reports.push(await reportOf(stack, operation));
  return reports;
}

const EXAMPLE = '../../../examples/pulumi-existing/index';
const FLEET = '../../../examples/pulumi-existing/fleet';

async function reportOf(stack: Stack, operation: ExampleOperation): Promise<ExampleReport> {
  const options = { color: 'never' } as const;
  if (operation === 'preview') {
    const { changeSummary, stdout } = await stack.preview(options);
    return { changes: changeSummary, text: stdout };
  }
  if (operation === 'up') {
    const { summary, stdout, outputs } = await stack.up(options);
    return { changes: summary.resourceChanges ?? {}, text: stdout, outputs };
  }
  const { summary, stdout } = await stack[operation](options);
  return { changes: summary.resourceChanges ?? {}, text: stdout };
}

main(JSON.parse(process.argv[2] ?? '') as ExampleArgs).then(
  (reports) => console.log(JSON.stringify(reports)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
