import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTools } from '../../tools';
import { ensureStandIns } from '../conformance/images';
import { conforming } from '../conformance/scenario';
import { fleetUnderTest } from './fleet';
import { stagesFolder } from './run/kwok';
import { runScenarios } from './run/scenario';
import type { Outcome, Scenario } from './run/scenario';
import { answering } from './scenarios/api';
import { applying } from './scenarios/apply';
import { disrupted } from './scenarios/disruption';
import { isolated } from './scenarios/isolation';
import { networked } from './scenarios/network';
import { provisioned } from './scenarios/pulumi';
import { ending, minted } from './scenarios/workers-credentials';
import { joining } from './scenarios/workers-join';
import { behindNat } from './scenarios/workers-nat';
import { interrupted } from './scenarios/workers-outage';
import { working } from './scenarios/workers-pods';
import { refused } from './scenarios/workers-refused';
import { atScale } from './scenarios/workers-scale';
import { diagnose } from './testbed/diagnose';
import { isInside, runInside } from './testbed/inside';
import { kubectlOf } from './testbed/kubectl';
import { findBinaries } from './testbed/parts/binaries';
import { placesOf } from './testbed/plan';
import { startNetworkPolicies } from './testbed/stand-ins/network-policies/start';
import { down, up } from './testbed/testbed';

const USAGE = `End-to-end tests: the fleet on a real management cluster. Needs root.

  npm run e2e                 bring the testbed up anew, run every scenario, take it down
  npm run e2e -- --keep       leave the testbed up afterwards
  npm run e2e -- --workers    only what workers need and do; --without-workers: only what they do not
  npm run e2e -- --pulumi     only examples/pulumi-existing on the engine of Pulumi
  npm run e2e -- --json       results as JSON on standard output
  npm run e2e -- --until N    when the run has to be over, in seconds since 1970: the last scenarios are not begun when they would not end by then
  npm run e2e -- --without-policies   enforce no NetworkPolicies: the scenarios about them then have to fail
`;

/** Runs on the outside: makes the testbed, then runs the scenarios inside its network. */
async function outside(args: readonly string[]): Promise<number> {
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  let code = 1;
  try {
    await down({ progress: tell });
    if (!args.includes('--workers')) await ensureTools(['pulumi'], { progress: tell });
    if (!['--without-workers', '--pulumi'].some((only) => args.includes(only))) await prepareWorkers(tell);
    const { cell } = await up({ progress: tell });
    if (!args.includes('--without-policies')) await startNetworkPolicies(cell);
    code = await runInside(args);
    if (code !== 0) tell(`diagnosis in ${await diagnose()}`);
  } catch (error) {
    tell(`the testbed did not come up: ${error instanceof Error ? error.message : String(error)}`);
    tell(`diagnosis in ${await diagnose()}`);
    // Whoever counts results has to see that nothing was tried.
    process.stdout.write('e2e: 0 passed, 1 failed\n');
  } finally {
    if (!args.includes('--keep')) await down({ progress: tell });
  }
  return code;
}

/** Makes what scenarios of workers need besides: inside there is no way to where packages come from. */
async function prepareWorkers(progress: (line: string) => void): Promise<void> {
  await ensureTools(['kwok', 'conformance'], { progress });
  await stagesFolder();
  await ensureStandIns(placesOf().imageCache);
}

/** Runs inside the network of the management node, where API servers answer. */
async function inside(args: readonly string[]): Promise<number> {
  const { kubectl: program } = await findBinaries(() => undefined);
  const kubectl = kubectlOf(placesOf(), program);
  const outdir = mkdtempSync(join(tmpdir(), 'colonnade-e2e-'));
  try {
    const folder = join(outdir, 'out');
    fleetUnderTest(folder).synth();
    const tell = (outcome: Outcome): void => void process.stderr.write(format(outcome));
    const scenarios = chosen(args);
    const context = { kubectl, manifests: join(folder, 'eu-1') };
    const { ended, notBegun } = await runScenarios(scenarios, context, endOf(args), tell);
    const passed = ended.filter((outcome) => outcome.passed).length;
    const failed = ended.length - passed;
    if (args.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ passed, failed, outcomes: ended, notBegun })}\n`);
    }
    process.stdout.write(`e2e: ${passed} passed, ${failed} failed\n`);
    for (const name of notBegun) process.stdout.write(`not begun, no time was left for it: ${name}\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** When the run has to be over, in milliseconds since 1970. */
function endOf(args: readonly string[]): number {
  const at = args.indexOf('--until');
  if (at === -1) return Infinity;
  const seconds = Number(args[at + 1]);
  if (!(seconds > 0)) throw new Error('--until takes seconds since 1970.');
  return seconds * 1000;
}

/** All scenarios in the order in which they need each other, or those of workers and what these need. */
function chosen(args: readonly string[]): readonly Scenario[] {
  const onControlPlanes = [...answering, ...isolated, ...networked, ...disrupted];
  const onWorkers = [
    ...[...joining, ...working, ...behindNat, ...minted, ...interrupted],
    ...[...ending, ...refused, ...conforming, ...atScale],
  ];
  if (args.includes('--pulumi')) return provisioned;
  if (args.includes('--workers')) return [...applying, ...onWorkers];
  const withoutWorkers = [...provisioned, ...applying, ...onControlPlanes];
  return args.includes('--without-workers') ? withoutWorkers : [...withoutWorkers, ...onWorkers];
}

function format({ passed, name, milliseconds, notes, problem }: Outcome): string {
  const lines = [`${passed ? 'ok  ' : 'FAIL'} ${name} (${(milliseconds / 1000).toFixed(1)} s)`];
  for (const note of notes) lines.push(`       ${note}`);
  if (problem !== undefined) lines.push(...problem.split('\n').map((line) => `       ! ${line}`));
  return `${lines.join('\n')}\n`;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  return isInside() ? inside(args) : outside(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 3;
  },
);
