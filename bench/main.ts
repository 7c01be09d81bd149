/**
 * `npm run bench [-- --json] [--write] [--tenants 100,1000,10000]`: how fast fleets are synthesized; with `--engines`, 1,000 tenants of
 * each engine (`--tenants` says otherwise). See docs/performance.md.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { transformFileSync } from '@swc/core';
import { ENGINE_NAMES, formatEngines, formatResults } from './results';
import { describeMachine, writeResults } from './document';
import { Bench } from './measurements';
import type { BenchResults, EngineResults } from './results';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const REPETITIONS = 3;

main();

function main(): void {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      engines: { type: 'boolean', default: false },
      tenants: { type: 'string' },
    },
  });
  const tenants = values.tenants ?? (values.engines ? '1000' : '100,1000,10000');
  const sizes = tenants.split(',').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new Error(`--tenants takes numbers such as 100,1000 (got ${tenants})`);
  }
  if (!existsSync(join(DIST, 'index.js'))) throw new Error('There is no dist; run npm run compile first.');
  // Inside the package, so that `colonnade` there means this package; removed with the output.
  const scripts = join(DIST, `bench-${process.pid}`);
  const output = mkdtempSync(join(tmpdir(), 'colonnade-bench-'));
  const clear = (): void => {
    for (const folder of [scripts, output]) rmSync(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => {
    clear();
    process.exit(130);
  });
  try {
    const machine = describeMachine();
    compileChild(scripts);
    const bench = new Bench(scripts, output);
    const page = join(ROOT, 'docs', 'performance.md');
    if (values.engines) {
      const results = measureEngines(bench, sizes);
      console.log(values.json ? JSON.stringify(results, null, 2) : formatEngines(results));
      if (values.write) writeResults(page, 'bench -- --engines --write', formatEngines(results), machine);
      return;
    }
    const results = measureAll(bench, sizes);
    console.log(values.json ? JSON.stringify(results, null, 2) : formatResults(results));
    if (values.write) writeResults(page, 'bench -- --write', formatResults(results), machine);
  } finally {
    clear();
  }
}

/** Measurements run on the compiled library without a loader, whose time and memory would be counted otherwise. */
function compileChild(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['child', 'engines', 'program', 'results']) {
    const { code } = transformFileSync(join(__dirname, `${name}.ts`), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), code);
  }
}

function measureEngines(bench: Bench, sizes: readonly number[]): EngineResults {
  return {
    engines: sizes.flatMap((size) => ENGINE_NAMES.map((name) => bench.engine(name, size, REPETITIONS))),
  };
}

function measureAll(bench: Bench, sizes: readonly number[]): BenchResults {
  // What is compared is measured side by side, and before the large fleets leave gigabytes that the system has still to write.
  const at500 = bench.fleet(500, REPETITIONS);
  const stock = [100, 500].map((size) => bench.stock(size));
  const fleets = sizes.map((size) => bench.fleet(size, size > 1000 ? 1 : REPETITIONS));
  const largest = fleets.at(-1) ?? at500;
  return {
    fleets,
    stock,
    ratioStock500: (stock.at(-1)?.wallMs ?? Number.NaN) / at500.wallMs,
    floorRatio10000: largest.wallMs / bench.floor(largest.tenants),
    importMs: bench.imports(),
  };
}
