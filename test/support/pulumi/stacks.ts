import { readFileSync } from 'node:fs';
import { deployStacks, managementProvider } from 'colonnade/pulumi';
import type { DeployStacksOptions, StacksPer } from 'colonnade/pulumi';
import { ColonnadeError } from 'colonnade';
import { Engine } from './engine';
import { twoClusters } from './fleet';
import type { SmallTenant } from './fleet';

/** What is wrong with the stacks of a management cluster. */
export type Mishap = 'nothing' | 'a provider that throws' | 'a cluster that is not reached';

/** What the process is told: a test runner of its own would keep rejections from it that end a process. */
export interface StacksArgs {
  /** Of the engine, of its folder. */
  readonly folder: string;
  readonly port: number;
  readonly kubeconfigPath: string;
  readonly mishap: Mishap;
  /** The management cluster that it is about, or the one whose program begins when another runs, which then ends after it. @default 'us-1' */
  readonly troubled?: 'eu-1' | 'us-1' | 'the later';
  /** @default 'management-cluster', of a fleet without tenants; otherwise `eu-1` has two */
  readonly per?: StacksPer;
  readonly operation: NonNullable<DeployStacksOptions['operation']>;
  readonly parallel: number;
}

/** What the process says. */
export interface StacksReport {
  readonly results: readonly {
    readonly stack: string;
    readonly succeeded: boolean;
    readonly changes?: Readonly<Record<string, number>>;
    readonly error?: { readonly message: string; readonly code: string | undefined };
  }[];
  readonly progress: readonly string[];
  /** The management cluster of each program that was run, as often as it was. */
  readonly programs: readonly string[];
  /** How many listen for rejections that nobody handles, and did not before, a while after the last stack. */
  readonly listeners: number;
}

const TENANTS: readonly SmallTenant[] = [
  { name: 'team-a', address: '203.0.113.10' },
  { name: 'team-b', address: '203.0.113.11' },
];

/** Deploys the stacks of two management clusters, one of which is troubled, and prints a report. */
async function main(args: StacksArgs): Promise<StacksReport> {
  const progress: string[] = [];
  const programs: string[] = [];
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const before = process.listenerCount('unhandledRejection');
  const engine = await Engine.at(args.folder, { kubernetes: args.port });
  const kubeconfig = readFileSync(args.kubeconfigPath, 'utf8');
  const { per = 'management-cluster', troubled = 'us-1' } = args;
  const tenants = per === 'tenant' ? TENANTS : [];
  const results = await deployStacks((app) => twoClusters(app, tenants), {
    projectName: 'tests',
    per,
    waits: false,
    workspace: engine.workspace(),
    operation: args.operation,
    parallel: args.parallel,
    provider: (cluster) => {
      const number = programs.push(cluster);
      const isTroubled = troubled === 'the later' ? number === 2 : cluster === troubled;
      if (isTroubled && args.mishap === 'a provider that throws') throw new Error(`no kubeconfig for ${cluster}`);
      const isLost = isTroubled && args.mishap === 'a cluster that is not reached';
      const isFirst = troubled === 'the later' && number === 1;
      const usable = isFirst ? ended.then(() => kubeconfig) : kubeconfig;
      return managementProvider(cluster, { kubeconfig: isLost ? 'of a cluster that is gone' : usable });
    },
    onProgress: ({ stack, state }) => {
      progress.push(`${stack} ${state}`);
      if (state === 'ended') end();
    },
  });
  const said = results.map((result) => {
    if (result.succeeded) return result;
    const { stack, succeeded, error } = result;
    const code = ColonnadeError.is(error) ? error.code : undefined;
    return { stack, succeeded, error: { message: error instanceof Error ? error.message : String(error), code } };
  });
  // A rejection that nobody handles ends the process; the last ones come when the rest is done.
  const listeners = () => process.listenerCount('unhandledRejection') - before;
  for (let tries = 0; tries < 1200 && (tries < 10 || listeners() > 0); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { results: said, progress, programs, listeners: listeners() };
}

main(JSON.parse(process.argv[2] ?? '') as StacksArgs).then(
  (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
