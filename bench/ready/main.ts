/** `npm run bench:ready [-- --json]`: how fast a tenant answers and what it holds, on a testbed. See docs/performance.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isInside, runInside } from '../../test/e2e/testbed/inside';
import { kubectlOf } from '../../test/e2e/testbed/kubectl';
import { findBinaries } from '../../test/e2e/testbed/parts/binaries';
import { findCell } from '../../test/e2e/testbed/parts/cell';
import { placesOf } from '../../test/e2e/testbed/plan';
import { diagnose } from '../../test/e2e/testbed/diagnose';
import { down, up } from '../../test/e2e/testbed/testbed';
import { synthesizeFleet } from './fleet';
import { measure } from './measure';
import { formatResults } from './results';

const USAGE = `How fast a tenant answers, and what it holds. Brings a testbed of its own up and takes it down. Needs root.

  npm run bench:ready                      print the results
  npm run bench:ready -- --json            print them as JSON
  npm run bench:ready -- --starts 9        starts that count, 5 unless given
  npm run bench:ready -- --together 0      tenants that start at once, 10 unless given
  npm run bench:ready -- --keep            leave the testbed up; a run after it uses it
`;

/** Of the testbed; that of the end-to-end tests may be up besides. */
process.env['COLONNADE_TESTBED'] ??= 'ready';

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function outside(keep: boolean): Promise<number> {
  // The run inside ends by the same signal; this one has to clear up first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => tell(`${signal}: clearing up`));
  try {
    await up({ progress: tell });
    const code = await runInside();
    if (code !== 0) tell(`diagnosis in ${await diagnose()}`);
    return code;
  } finally {
    if (!keep) await down({ progress: tell });
  }
}

async function inside(options: { readonly json: boolean; readonly starts: number; readonly together: number }) {
  const binaries = await findBinaries(() => undefined);
  const places = placesOf();
  const cell = findCell(places);
  if (cell === undefined) throw new Error('the testbed is not up');
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-ready-'));
  try {
    // Names that were never used, so that a testbed that was left up measures the same.
    const run = (Date.now() % 1e7).toString(36);
    const name = (kind: string) => (_: unknown, index: number) => `${kind}${run}-${index}`;
    const single = Array.from({ length: options.starts + 1 }, name('s'));
    const together = Array.from({ length: options.together }, name('t'));
    const fleet = synthesizeFleet(join(folder, 'out'), [...single, ...together]);
    const results = await measure({
      testbed: { places, cell, kubectl: kubectlOf(places, binaries.kubectl) },
      kubeApiServer: binaries.kubeApiServer,
      fleet,
      single: fleet.tenants.slice(0, single.length),
      together: fleet.tenants.slice(single.length),
      tell,
    });
    process.stdout.write(`${options.json ? JSON.stringify(results, null, 2) : formatResults(results)}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      starts: { type: 'string', default: '5' },
      together: { type: 'string', default: '10' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [starts, together] = [Number(values.starts), Number(values.together)];
  if (!Number.isInteger(starts) || starts < 1 || !Number.isInteger(together) || together < 0) {
    throw new Error('--starts takes a number from 1 on, --together a number from 0 on');
  }
  return isInside() ? inside({ json: values.json, starts, together }) : outside(values.keep);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  },
);
