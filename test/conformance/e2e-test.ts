import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTools } from '../../tools';
import { run, TestbedError } from '../e2e/testbed/shell';
import { readInventory, readReport } from './report';
import type { TestOutcome } from './report';

/** Where a run finds the cluster, and where it writes to. */
export interface RunTarget {
  /** Kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** kubectl for the tests that try it. */
  readonly kubectl: string;
  /** Each run gets a folder of its own in it: JUnit and JSON reports, and what the program printed. */
  readonly folder: string;
}

/** How {@link runTests} goes about it. */
export interface RunOptions {
  /** How many run side by side; those marked `[Serial]` run alone at the end. @default 1 */
  readonly jobs?: number;
  /** Longest time of the whole run. */
  readonly seconds: number;
}

/** Names of all conformance tests, as the program itself has them. */
export async function conformanceTests(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-conformance-'));
  try {
    const report = join(folder, 'report.json');
    await run(
      await program(),
      [
        '--ginkgo.dry-run',
        '--ginkgo.silence-skips',
        `--ginkgo.json-report=${report}`,
        ...FOCUS_ALL,
        '--provider=skeleton',
      ],
      { timeoutSeconds: 300, env: { KUBECONFIG: '/nonexistent' } },
    );
    return readInventory(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Images that the tests may ask for, conformance tests and others. */
export async function imagesOfTests(): Promise<readonly string[]> {
  const text = await run(await program(), ['--list-images'], { timeoutSeconds: 240 });
  return text.split('\n').filter((line) => /^\S+\/\S+:\S+$/.test(line));
}

/** Runs tests by name and gives how each ended. */
export async function runTests(
  tests: readonly string[],
  target: RunTarget,
  { jobs = 1, seconds }: RunOptions,
): Promise<readonly TestOutcome[]> {
  const deadline = Date.now() + seconds * 1000;
  const alone = tests.filter((test) => test.includes('[Serial]'));
  const shards = shardsOf(
    tests.filter((test) => !test.includes('[Serial]')),
    jobs,
  );
  const left = (): number => Math.max(1, Math.round((deadline - Date.now()) / 1000));
  const together = await Promise.all(shards.map((shard, index) => runShard(shard, target, `run-${index + 1}`, left())));
  const last = alone.length === 0 ? [] : await runShard(alone, target, 'serial', left());
  return [...together.flat(), ...last];
}

/** Deals tests out. Neighbours in the list are alike and take alike, so each pile gets some of each kind. */
export function shardsOf(tests: readonly string[], count: number): readonly (readonly string[])[] {
  return Array.from({ length: count }, (_, shard) => tests.filter((_test, index) => index % count === shard)).filter(
    (shard) => shard.length > 0,
  );
}

/** A regular expression, as Go reads it, that finds these tests and no others. */
export function focusOf(tests: readonly string[]): string {
  // Ginkgo looks at the name of the suite and the name of the test, with a space between.
  return `^Kubernetes e2e suite (?:${tests.map((test) => test.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|')})$`;
}

const FOCUS_ALL = [String.raw`--ginkgo.focus=\[Conformance\]`] as const;

async function runShard(
  tests: readonly string[],
  { kubeconfig, kubectl, folder }: RunTarget,
  name: string,
  seconds: number,
): Promise<readonly TestOutcome[]> {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  const report = join(own, 'report.json');
  const code = await runLogged(
    await program(),
    [
      `--kubeconfig=${kubeconfig}`,
      `--kubectl-path=${kubectl}`,
      '--provider=skeleton',
      '--dns-domain=cluster.local',
      '--disable-log-dump',
      `--report-dir=${own}`,
      `--ginkgo.json-report=${report}`,
      '--ginkgo.no-color',
      '--ginkgo.silence-skips',
      `--ginkgo.timeout=${seconds}s`,
      `--ginkgo.focus=${focusOf(tests)}`,
    ],
    join(own, 'e2e.log'),
    seconds + 60,
  );
  if (!existsSync(report))
    throw new TestbedError(`e2e.test ended with ${code} and without a report; see ${own}/e2e.log`);
  return readReport(readFileSync(report, 'utf8'));
}

/** Runs a program to its end with all that it prints in a file. */
function runLogged(command: string, args: readonly string[], log: string, seconds: number): Promise<string> {
  const out = openSync(log, 'w');
  const child = spawn(command, args, { stdio: ['ignore', out, out], timeout: seconds * 1000, killSignal: 'SIGKILL' });
  closeSync(out);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(String(code ?? signal)));
  });
}

async function program(): Promise<string> {
  const { conformance } = await ensureTools(['conformance']);
  return conformance.binaries['e2e.test'] ?? 'e2e.test';
}
