import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { remove, ROOT, scratchFolder } from './support';

/** What the stand-in for npm answers. */
interface World {
  /** Task, for example `lint`, that fails. */
  readonly failing?: string;
  readonly jest?: {
    readonly passed?: number;
    readonly failed?: number;
    readonly skipped?: number;
    /** Skipped because no registry carries the CustomResourceDefinitions that they need. */
    readonly undefinable?: number;
    readonly code?: number;
    /** Files that failed. @default - the report names none */
    readonly failedFiles?: readonly string[];
  } | null;
  /** What the files that failed give when they run alone. */
  readonly again?: { readonly passed: number; readonly failed: number };
  /** Output of `npm run e2e`. */
  readonly e2e?: string;
  readonly env?: Readonly<Record<string, string>>;
}

let scratch: string;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => remove(scratch));

/** Runs .ci/run with stand-ins for npm and Debian's tools: what is tested is its arithmetic. */
function ci({
  failing = '',
  jest: report = {},
  again = { passed: 0, failed: 1 },
  e2e = 'e2e: 5 passed, 0 failed',
  env = {},
}: World) {
  const { passed = 10, failed = 0, skipped = 0, undefinable = 0, code = failed > 0 ? 1 : 0 } = report ?? {};
  const { failedFiles = [] } = report ?? {};
  const pending = (count: number, fullName: string) =>
    Array.from({ length: count }, () => ({ status: 'pending', fullName }));
  const json = {
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: 0,
    testResults: [
      { assertionResults: [{ status: 'passed', fullName: 'a test' }, ...pending(skipped, 'another')] },
      {
        assertionResults: pending(
          undefinable,
          'objects (skipped: no CustomResourceDefinitions of kamaji; let one be) are taken',
        ),
      },
      ...failedFiles.map((name) => ({ name, status: 'failed', assertionResults: [] })),
    ],
  };
  const alone = {
    numPassedTests: again.passed,
    numFailedTests: again.failed,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
  };
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  const log = join(scratch, 'log');
  const tool = (name: string, script: string) => {
    writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  tool('dpkg-query', "echo 'install ok installed'");
  tool('apt-get', 'exit 1');
  tool('apt-cache', 'exit 0');
  tool(
    'npm',
    `echo "$*" >>'${log}'
     for word in "$@"; do [[ $word == --outputFile=* ]] && file=\${word#--outputFile=}; done
     case "$*" in
       --version) echo 11 ;;
       *--runTestsByPath*) echo '${JSON.stringify(alone)}' >"$file"; exit ${again.failed} ;;
       test*) [[ '${report === null}' == true ]] || echo '${JSON.stringify(json)}' >"$file"; exit ${report === null ? 1 : code} ;;
       'run e2e'*) echo '${e2e}' ;;
       *) [[ -n '${failing}' && ("$*" == '${failing} '* || "$*" == 'run ${failing}') ]] && exit 1 ;;
     esac
     exit 0`,
  );
  const ran = spawnSync(join(ROOT, '.ci/run'), [], {
    encoding: 'utf8',
    timeout: 240_000,
    env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH']}` },
  });
  const calls = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return { code: ran.status, last: ran.stdout.trimEnd().split('\n').at(-1), out: ran.stdout, err: ran.stderr, calls };
}

// Packages, runtimes, npm install, the lockfile, tools, and eight tasks besides npm test.
const STEPS = 13;

test('adds up what passed and ends well', () => {
  expect(ci({})).toMatchObject({ code: 0, last: `${STEPS + 10 + 5} passed, 0 failed` });
});
test('says how many tests have no definitions, and that is no failure', () => {
  const { code, last, out, err } = ci({ jest: { undefinable: 3 } });
  expect({ code, last }).toEqual({ code: 0, last: `${STEPS + 10 + 5} passed, 0 failed` });
  expect(out + err).toContain('3 tests have no CustomResourceDefinitions');
});
test('runs the README’s test command and then end to end', () => {
  const { calls } = ci({});
  const order = ['install', 'run tools', 'test', 'run lint', 'run e2e'];
  const places = order.map((call) => calls.findIndex((line) => line === call || line.startsWith(`${call} `)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
test('runs files that failed once more, alone, and says how that went; they have failed all the same', () => {
  const failed = { passed: 8, failed: 2, failedFiles: [join(ROOT, 'test/unit/a.test.ts')] };
  const { code, last, err, calls } = ci({ jest: failed, again: { passed: 7, failed: 0 } });
  expect({ code, last }).toEqual({ code: 1, last: `${STEPS + 8 + 5} passed, 2 failed` });
  expect(err).toContain('alone: 7 passed, 0 failed (test/unit/a.test.ts)');
  expect(calls.filter((call) => call.includes('--runTestsByPath'))).toEqual([
    expect.stringMatching(/--runInBand --runTestsByPath \S+\/test\/unit\/a\.test\.ts$/),
  ]);
});
test('does not try more than a few files again', () => {
  const { last, calls } = ci({ jest: { passed: 8, failed: 4, failedFiles: ['a', 'b', 'c', 'd'] } });
  expect(last).toBe(`${STEPS + 8 + 5} passed, 4 failed`);
  expect(calls.filter((call) => call.includes('--runTestsByPath'))).toEqual([]);
});
test('tells the end-to-end run when its time is over', () => {
  const before = Math.floor(Date.now() / 1000);
  const { calls } = ci({ env: { CI_BUDGET_SECONDS: '1000' } });
  const until = calls.flatMap((call) => /^run e2e -- --until (\d+)$/.exec(call)?.[1] ?? []).map(Number);
  expect(until).toHaveLength(1);
  expect(until[0]).toBeGreaterThanOrEqual(before + 900);
  expect(until[0]).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000) + 1000);
});
test.each([
  ['a failed test', { jest: { passed: 9, failed: 1 } }, `${STEPS + 9 + 5} passed, 1 failed`],
  ['a skipped test', { jest: { passed: 9, skipped: 1 } }, `${STEPS + 9 + 5} passed, 1 failed`],
  ['a crash after the last test', { jest: { code: 1 } }, `${STEPS + 10 + 5} passed, 1 failed`],
  ['tests that never came to a result', { jest: null }, `${STEPS + 5} passed, 1 failed`],
  ['a failed task', { failing: 'lint' }, `${STEPS - 1 + 10 + 5} passed, 1 failed`],
  ['a failed step end to end', { e2e: 'e2e: 4 passed, 1 failed' }, `${STEPS + 10 + 4} passed, 1 failed`],
  ['an end-to-end run without a result', { e2e: 'nothing' }, `${STEPS + 10} passed, 1 failed`],
] as const)('%s is a failure', (_, world, last) => {
  expect(ci(world)).toMatchObject({ code: 1, last });
});
test('stops where nothing after it makes sense', () => {
  const { code, last, calls } = ci({ failing: 'install' });
  expect({ code, last }).toEqual({ code: 1, last: '2 passed, 1 failed' });
  expect(calls).not.toContain('run e2e');
});
test('stops at the end of its budget', () => {
  const { code, last, err } = ci({ env: { CI_BUDGET_SECONDS: '0' } });
  expect({ code, last }).toEqual({ code: 1, last: '2 passed, 1 failed' });
  expect(err).toContain('no time left');
});
