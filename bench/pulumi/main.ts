/**
 * `npm run bench:pulumi [-- --json] [--write] [--tenants 100] [--coarse 1000]`: fleets under the real engine of Pulumi, with resources
 * that are written by hand, and in both grains. See docs/performance.md.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { transformFileSync } from '@swc/core';
import { App } from 'cdk8s';
import { ensureTools } from '../../tools';
import { describeMachine, writeResults } from '../document';
import { fleetOf } from '../program';
import type { ChildInput } from './child';
import { kubeconfigOf } from './kubeconfig';
import { formatPulumi, GRAINS, ratiosOf } from './results';
import type { Grain, PulumiMeasurement } from './results';
import type { RawGroup } from './raw';

const ROOT = join(__dirname, '../..');
/** Longest time for one stack. */
const LIMIT_MS = 30 * 60_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      tenants: { type: 'string', default: '100' },
      coarse: { type: 'string', default: '1000' },
    },
  });
  const [tenants, coarse] = [values.tenants, values.coarse].map(Number);
  if (!Number.isInteger(tenants) || !Number.isInteger(coarse) || tenants === undefined || coarse === undefined) {
    throw new Error(`--tenants and --coarse take numbers (got ${values.tenants} and ${values.coarse})`);
  }
  if (!existsSync(join(ROOT, 'dist/pulumi/index.js'))) throw new Error('There is no dist; run npm run compile first.');
  const machine = describeMachine();
  const results = ratiosOf(await measureAll(tenants, coarse));
  console.log(values.json ? JSON.stringify(results, null, 2) : formatPulumi(results));
  if (values.write) {
    writeResults(join(ROOT, 'docs/performance.md'), 'bench:pulumi -- --write', formatPulumi(results), machine);
  }
}

/** Everything that is started or written goes again, however this ends. */
async function measureAll(tenants: number, coarse: number): Promise<readonly PulumiMeasurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-bench-'));
  // Inside the package, so that `colonnade` there means this package.
  const scripts = join(ROOT, 'dist', `bench-${process.pid}`);
  const started: ChildProcess[] = [];
  const clear = (): void => {
    for (const child of started) child.kill('SIGKILL');
    for (const path of [scripts, folder]) rmSync(path, { recursive: true, force: true });
  };
  process.once('SIGINT', () => {
    clear();
    process.exit(130);
  });
  try {
    await prepare(folder, scripts);
    const runs: PulumiMeasurement[] = [];
    for (const [grain, size] of [...GRAINS.map((each) => [each, tenants] as const), ['tenant', coarse] as const]) {
      if (size === 0) continue;
      process.stderr.write(`${grain} ${size} ...\n`);
      runs.push(...(await measure(grain, size, folder, scripts, started)));
    }
    return runs;
  } finally {
    clear();
  }
}

async function prepare(folder: string, scripts: string): Promise<void> {
  for (const name of ['bin', 'home', 'state', 'work']) mkdirSync(join(folder, name));
  const { pulumi } = await ensureTools(['pulumi'], { progress: (line) => process.stderr.write(`${line}\n`) });
  symlinkSync(pulumi.binaries['pulumi'] ?? '', join(folder, 'bin', 'pulumi'));
  mkdirSync(join(scripts, 'pulumi'), { recursive: true });
  for (const name of ['pulumi/child', 'pulumi/raw', 'pulumi/results', 'program']) {
    const { code } = transformFileSync(join(ROOT, 'bench', `${name}.ts`), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(scripts, `${name}.js`), code);
  }
}

/** One stack, with an API server and providers of its own, so that no run sees what another one left. */
async function measure(
  grain: Grain,
  tenants: number,
  folder: string,
  scripts: string,
  started: ChildProcess[],
): Promise<readonly PulumiMeasurement[]> {
  const groups = groupsOf(tenants);
  const [objects, kinds] = [join(folder, 'objects.json'), join(folder, 'kinds.json')];
  writeFileSync(objects, grain === 'raw' ? JSON.stringify(groups) : '[]');
  writeFileSync(kinds, JSON.stringify(kindsOf(groups)));
  const start = (script: string, argument: string): ChildProcess => {
    // In this process without a wrapper between, so that its processor time is its own.
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, script), argument], {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.all.json') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    return child;
  };
  const api = start('api.ts', kinds);
  const port = Number(await firstLine(api));
  const providers = start('providers.ts', String(port));
  const [kubernetes = '', sets = ''] = (await firstLine(providers)).split(' ');
  const input: ChildInput = {
    grain,
    tenants,
    folder,
    kubeconfig: kubeconfigOf(port),
    objects,
    provider: providers.pid ?? 0,
    envVars: {
      PULUMI_HOME: join(folder, 'home'),
      PULUMI_BACKEND_URL: `file://${join(folder, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'bench',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      // With checkpoints the file backend writes everything after each step, which makes every program quadratic alike.
      PULUMI_SKIP_CHECKPOINTS: 'true',
      PULUMI_DEBUG_PROVIDERS: `kubernetes:${kubernetes},colonnade-objects:${sets}`,
    },
  };
  const child = spawn(process.execPath, [join(scripts, 'pulumi/child.js'), JSON.stringify(input)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  started.push(child);
  const runs = JSON.parse(await firstLine(child)) as readonly PulumiMeasurement[];
  for (const each of [providers, api]) each.kill('SIGKILL');
  return runs;
}

function groupsOf(tenants: number): readonly RawGroup[] {
  return fleetOf(new App(), tenants).charts.flatMap(({ charts }) =>
    charts.map((chart) => ({ name: chart.node.path, objects: chart.renderObjects() })),
  );
}

function kindsOf(groups: readonly RawGroup[]): Readonly<Record<string, readonly string[]>> {
  const kinds = new Map<string, Set<string>>();
  for (const { apiVersion, kind } of groups.flatMap(({ objects }) => objects)) {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    kinds.set(root, (kinds.get(root) ?? new Set()).add(kind));
  }
  return Object.fromEntries([...kinds].map(([root, found]) => [root, [...found]]));
}

/** The first line that a process prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('it ended without a word.');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
