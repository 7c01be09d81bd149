import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { EngineMeasurement, EngineName, FleetMeasurement } from './results';

const ROOT = join(__dirname, '..');
const IMPORTS = 9;

/** Every measurement is a process of its own, one after the other. */
export class Bench {
  private runs = 0;

  public constructor(
    private readonly scripts: string,
    private readonly output: string,
  ) {}

  /** The run with the median time. */
  public fleet(tenants: number, repetitions: number): FleetMeasurement {
    const runs = Array.from({ length: repetitions }, () => this.child('fleet', tenants) as FleetMeasurement);
    return medianBy(runs, ({ wallMs }) => wallMs);
  }

  /** The run with the median cost. */
  public engine(name: EngineName, tenants: number, repetitions: number): EngineMeasurement {
    const runs = Array.from({ length: repetitions }, () => this.child('engine', tenants, name) as EngineMeasurement);
    return medianBy(runs, ({ userMicrosecondsPerObject }) => userMicrosecondsPerObject);
  }

  public stock(tenants: number): { readonly tenants: number; readonly wallMs: number } {
    return this.child('stock', tenants) as { tenants: number; wallMs: number };
  }

  public floor(tenants: number): number {
    return (this.child('floor', tenants) as { wallMs: number }).wallMs;
  }

  /** Medians of `require` in fresh processes, taking turns. */
  public imports(): { readonly colonnade: number; readonly cdk8s: number } {
    const times = { colonnade: [] as number[], cdk8s: [] as number[] };
    for (let turn = 0; turn < IMPORTS; turn += 1) {
      times.cdk8s.push(this.importTime(require.resolve('cdk8s')));
      times.colonnade.push(this.importTime(join(ROOT, 'dist', 'index.js')));
    }
    return { colonnade: medianBy(times.colonnade, Number), cdk8s: medianBy(times.cdk8s, Number) };
  }

  private importTime(path: string): number {
    const code = `const start = performance.now(); require(${JSON.stringify(path)}); console.log(performance.now() - start)`;
    return Number(this.node('-e', code));
  }

  private child(measurement: string, tenants: number, ...further: string[]): unknown {
    this.runs += 1;
    const outdir = join(this.output, String(this.runs), 'out');
    process.stderr.write(`${[measurement, tenants, ...further].join(' ')} ...\n`);
    return JSON.parse(this.node(join(this.scripts, 'child.js'), measurement, String(tenants), outdir, ...further));
  }

  private node(...args: string[]): string {
    const child = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT, maxBuffer: 1 << 24 });
    if (child.status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${child.stderr}`);
    return child.stdout;
  }
}

function medianBy<T>(items: readonly T[], by: (item: T) => number): T {
  const sorted = [...items].sort((a, b) => by(a) - by(b));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
