/** One stack, from nothing to everything and once more without a change: `child.js <JSON of ChildInput>`. Prints measurements as JSON. */
import { readdirSync, readFileSync } from 'node:fs';
import { LocalWorkspace, PulumiCommand } from '@pulumi/pulumi/automation';
import type { Stack } from '@pulumi/pulumi/automation';
import { managementProvider, objectsProvider, PulumiFleet } from 'colonnade/pulumi';
import { fleetOf } from '../program';
import { rawProgram } from './raw';
import type { RawGroup } from './raw';
import type { Grain, Operation, PulumiMeasurement } from './results';

/** What a measurement is of. */
export interface ChildInput {
  readonly grain: Grain;
  readonly tenants: number;
  /** Of the engine. */
  readonly folder: string;
  readonly kubeconfig: string;
  /** JSON of the groups of objects. */
  readonly objects: string;
  readonly provider: number;
  readonly envVars: Readonly<Record<string, string>>;
}

const TICKS_PER_SECOND = 100;
const LOOK_MS = 100;

async function main(input: ChildInput): Promise<void> {
  const pulumiCommand = await PulumiCommand.get({ root: input.folder, skipVersionCheck: true });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: `${input.grain}-${input.tenants}`, projectName: 'bench', program: programOf(input) },
    { workDir: `${input.folder}/work`, envVars: { ...input.envVars }, pulumiCommand },
  );
  const up = await measured(input, 'up', stack);
  const preview = await measured(input, 'preview', stack);
  process.stdout.write(`${JSON.stringify([up, preview])}\n`);
}

function programOf({ grain, tenants, kubeconfig, objects }: ChildInput): () => Promise<void> {
  return () => {
    if (grain === 'raw') {
      const groups = JSON.parse(readFileSync(objects, 'utf8')) as readonly RawGroup[];
      rawProgram(groups, managementProvider('cluster', { kubeconfig }));
    } else {
      const clusters = Array.from({ length: Math.ceil(tenants / 100) }, (_none, index) => `cluster-${index}`);
      const provider = grain === 'tenant' ? objectsProvider : managementProvider;
      const providers = Object.fromEntries(clusters.map((name) => [name, provider(name, { kubeconfig })]));
      new PulumiFleet('bench', { grain, providers }, (app) => fleetOf(app, tenants));
    }
    return Promise.resolve();
  };
}

async function measured(
  { grain, tenants, provider }: ChildInput,
  operation: Operation,
  stack: Stack,
): Promise<PulumiMeasurement> {
  let engineMiB = 0;
  const looking = setInterval(() => (engineMiB = Math.max(engineMiB, peakOfChildren())), LOOK_MS);
  const [start, before, providerBefore] = [performance.now(), process.cpuUsage(), ticksOf(provider).own];
  const engineBefore = ticksOf(process.pid).children;
  const changes =
    operation === 'up' ? (await stack.up()).summary.resourceChanges : (await stack.preview()).changeSummary;
  clearInterval(looking);
  const { user, system } = process.cpuUsage(before);
  const counts: Readonly<Record<string, number>> = changes ?? {};
  const { [operation === 'up' ? 'create' : 'same']: resources = 0, ...others } = counts;
  if (resources === 0 || Object.values(others).some((count) => count > 0)) {
    throw new Error(`${operation} of ${grain}: ${JSON.stringify(changes)}`);
  }
  return {
    grain,
    tenants,
    operation,
    resources,
    wallSeconds: (performance.now() - start) / 1000,
    processor: {
      engine: ticksOf(process.pid).children - engineBefore,
      program: (user + system) / 1e6,
      provider: ticksOf(provider).own - providerBefore,
    },
    engineMiB,
    programMiB: process.resourceUsage().maxRSS / 1024,
  };
}

/** Processor seconds of a process, and of its children that have ended. @see proc_pid_stat(5) */
function ticksOf(pid: number): { readonly own: number; readonly children: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold anything: utime, stime, cutime and cstime are the 12th to the 15th.
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  return { own: (user + system) / TICKS_PER_SECOND, children: (childrenUser + childrenSystem) / TICKS_PER_SECOND };
}

/** Peak of the resident set of what this process has started, in MiB. */
function peakOfChildren(): number {
  const peaks = readdirSync(`/proc/${process.pid}/task`).flatMap((task) => {
    try {
      const children = readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8');
      return children.split(' ').filter(Boolean).map(peakOf);
    } catch {
      return [];
    }
  });
  return Math.max(0, ...peaks);
}

function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // It has ended meanwhile.
  }
}

main(JSON.parse(process.argv[2] ?? '') as ChildInput).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
