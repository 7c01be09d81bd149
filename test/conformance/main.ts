import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { diagnose } from '../e2e/testbed/diagnose';
import { isInside, runInside } from '../e2e/testbed/inside';
import { kubectlOf } from '../e2e/testbed/kubectl';
import { findBinaries } from '../e2e/testbed/parts/binaries';
import { placesOf } from '../e2e/testbed/plan';
import { down, up } from '../e2e/testbed/testbed';
import { makeCluster } from './cluster';
import { conformanceTests, imagesOfTests, runTests } from './e2e-test';
import { ensureStandIns, STAND_INS } from './images';
import { judge } from './judge';
import type { Verdict } from './judge';
import { listProblems, readLists, readSample } from './lists';
import type { TestOutcome } from './report';
import { SAMPLE_JOBS, SAMPLE_SECONDS } from './scenario';

const USAGE = `Kubernetes' own conformance tests on a hosted tenant with two workers. Needs root.

  npm run conformance                    all of them
  npm run conformance -- --sample        the fast ones of sample.json
  npm run conformance -- --focus REGEX   those whose name matches
  npm run conformance -- --list          names of all tests, and whether the lists are right; needs no testbed

  --jobs N       how many tests run side by side [${SAMPLE_JOBS}]
  --minutes N    longest time of all tests together [240; sample: ${SAMPLE_SECONDS / 60}]
  --keep         leave the testbed up afterwards

Reports are written to test/conformance/report.
`;

/** Where reports go; ignored by git. */
const REPORTS = join(__dirname, 'report');

/** The testbed's name, unless one is given: it may be up beside that of the end-to-end tests. */
const TESTBED = 'conform';

interface Options {
  readonly sample: boolean;
  readonly focus: RegExp;
  readonly jobs: number;
  readonly seconds: number;
  readonly keep: boolean;
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs on the outside: checks the lists, makes the testbed, then runs the tests inside its network. */
async function outside(options: Options): Promise<number> {
  const problems = await checkLists();
  if (problems.length > 0) return end({ passed: 0, failed: 0, skipped: 0, known: 0, problems });
  rmSync(REPORTS, { recursive: true, force: true });
  let code = 1;
  try {
    await down({ progress: tell });
    // Inside there is no way to where packages come from.
    await ensureStandIns(placesOf().imageCache);
    await up({ progress: tell });
    code = await runInside();
    if (code !== 0) tell(`diagnosis in ${await diagnose({ folder: join(REPORTS, 'diagnosis') })}`);
  } finally {
    if (!options.keep) await down({ progress: tell });
  }
  return code;
}

/** Runs inside the network of the management node, where API servers answer. */
async function inside(options: Options): Promise<number> {
  const { kubectl } = await findBinaries(() => undefined);
  const outdir = mkdtempSync(join(tmpdir(), 'colonnade-conformance-'));
  try {
    const tenant = await makeCluster(kubectlOf(placesOf(), kubectl), outdir, tell);
    const asked = options.sample ? readSample() : (await conformanceTests()).filter((test) => options.focus.test(test));
    const lists = readLists();
    const skipped = new Set(lists.foreign.map(({ test }) => test));
    const tests = asked.filter((test) => !skipped.has(test));
    tell(`${tests.length} tests, ${options.jobs} side by side`);
    const started = Date.now();
    const target = { kubeconfig: tenant.kubeconfig, kubectl, folder: REPORTS };
    const outcomes = await runTests(tests, target, options);
    tell(`done after ${Math.round((Date.now() - started) / 1000)} s`);
    writeFileSync(join(REPORTS, 'outcomes.json'), `${JSON.stringify(slowestFirst(outcomes), undefined, 2)}\n`);
    return end(judge(asked, outcomes, lists));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function checkLists(): Promise<readonly string[]> {
  const [inventory, images] = [await conformanceTests(), await imagesOfTests()];
  const problems = listProblems(readLists(), { inventory: new Set(inventory), images, standIns: STAND_INS });
  const lost = readSample().filter((test) => !inventory.includes(test));
  return [...problems, ...lost.map((test) => `sample.json: there is no test ${test}`)];
}

async function list(): Promise<number> {
  const tests = await conformanceTests();
  for (const test of tests) process.stdout.write(`${test}\n`);
  const problems = await checkLists();
  const { foreign, known } = readLists();
  tell(
    `${tests.length} tests; ${foreign.length} want images that cannot be made here, ${known.length} are known to fail`,
  );
  for (const problem of problems) tell(problem);
  return problems.length === 0 ? 0 : 1;
}

function end({ passed, failed, skipped, known, problems }: Verdict): number {
  for (const problem of problems) tell(problem);
  process.stdout.write(`conformance: ${passed} passed, ${failed} failed (${known} known), ${skipped} skipped\n`);
  return problems.length === 0 ? 0 : 1;
}

function slowestFirst(outcomes: readonly TestOutcome[]): readonly TestOutcome[] {
  return [...outcomes].sort((a, b) => b.seconds - a.seconds);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'boolean', default: false },
      focus: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      jobs: { type: 'string', default: String(SAMPLE_JOBS) },
      minutes: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (values.list) return list();
  process.env['COLONNADE_TESTBED'] ??= TESTBED;
  const minutes = Number(values.minutes ?? (values.sample ? SAMPLE_SECONDS / 60 : 240));
  const jobs = Number(values.jobs);
  if (!(minutes > 0) || !Number.isInteger(jobs) || jobs < 1) {
    tell(USAGE);
    return 2;
  }
  const focus = new RegExp(values.focus);
  const options = { sample: values.sample, focus, jobs, seconds: minutes * 60, keep: values.keep };
  return isInside() ? inside(options) : outside(options);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 3;
  },
);
