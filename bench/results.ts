/** One synthesis of a fleet. */
export interface FleetMeasurement {
  readonly tenants: number;
  /** From the first construct to the last file, without the start of Node and the loading of modules. */
  readonly wallMs: number;
  /** Peak resident set of the process. */
  readonly rssMiB: number;
  readonly objects: number;
  readonly bytes: number;
}

/** Engines that are measured. */
export const ENGINE_NAMES = ['native', 'kamaji', 'k0smotron', 'cluster-api'] as const;

/** One of them. */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** One synthesis of a fleet whose tenants all have one engine. */
export interface EngineMeasurement extends FleetMeasurement {
  readonly engine: string;
  /** Time of the processor in the program itself, divided by the number of objects. */
  readonly userMicrosecondsPerObject: number;
  /** The same without constructs, model and checks, which cost a tenant the same however few objects its engine needs. */
  readonly renderingMicrosecondsPerObject: number;
}

/** What `npm run bench -- --engines --json` prints. */
export interface EngineResults {
  readonly engines: readonly EngineMeasurement[];
}

/** What `npm run bench -- --json` prints. */
export interface BenchResults {
  readonly fleets: readonly FleetMeasurement[];
  readonly stock: readonly { readonly tenants: number; readonly wallMs: number }[];
  /** Time of stock cdk8s for 500 tenants, divided by that of FleetApp. */
  readonly ratioStock500: number;
  /** Time of the largest fleet (10,000 tenants unless `--tenants` says otherwise), divided by JSON.stringify of the same objects. */
  readonly floorRatio10000: number;
  /** Time of `require`, median. */
  readonly importMs: { readonly colonnade: number; readonly cdk8s: number };
}

/** The results as a table for people. */
export function formatResults(results: BenchResults): string {
  const { fleets, stock, importMs } = results;
  const lines = ['tenants     wall s   peak MiB    objects         MB   objects/s'];
  for (const { tenants, wallMs, rssMiB, objects, bytes } of fleets) {
    lines.push(
      [
        grouped(tenants).padStart(7),
        (wallMs / 1000).toFixed(2).padStart(11),
        rssMiB.toFixed(0).padStart(11),
        grouped(objects).padStart(11),
        (bytes / 1e6).toFixed(1).padStart(11),
        grouped(Math.round(objects / (wallMs / 1000))).padStart(12),
      ].join(''),
    );
  }
  lines.push('');
  for (const { tenants, wallMs } of stock) {
    lines.push(`stock cdk8s, the objects of ${tenants} tenants: ${(wallMs / 1000).toFixed(2)} s`);
  }
  const largest = grouped(fleets.at(-1)?.tenants ?? 0);
  lines.push(
    `FleetApp at 500 tenants is ${results.ratioStock500.toFixed(1)} times as fast as stock cdk8s`,
    `the whole run with ${largest} tenants takes ${results.floorRatio10000.toFixed(2)} times as long as JSON.stringify of its objects`,
    ...growth(fleets),
    `require: colonnade ${importMs.colonnade.toFixed(0)} ms, cdk8s ${importMs.cdk8s.toFixed(0)} ms`,
  );
  return lines.join('\n');
}

/** The engines as a table for people; the last column is the rendering of an object against that of the native engine. */
export function formatEngines({ engines }: EngineResults): string {
  const native = engines.find(({ engine }) => engine === 'native')?.renderingMicrosecondsPerObject ?? 0;
  const lines = engines.map((each) =>
    [
      each.engine.padEnd(12),
      grouped(each.tenants).padStart(8),
      (each.wallMs / 1000).toFixed(2).padStart(10),
      grouped(each.objects).padStart(11),
      each.userMicrosecondsPerObject.toFixed(1).padStart(17),
      each.renderingMicrosecondsPerObject.toFixed(1).padStart(17),
      (each.renderingMicrosecondsPerObject / native).toFixed(2).padStart(9),
    ].join(''),
  );
  return ['engine       tenants    wall s    objects   user µs/object   rendering only    ratio', ...lines].join('\n');
}

function growth(fleets: readonly FleetMeasurement[]): string[] {
  return fleets.slice(1).map((fleet, index) => {
    const before = fleets[index] ?? fleet;
    const factor = (fleet.tenants / before.tenants).toFixed(0);
    return `${factor} times the tenants (${grouped(before.tenants)} to ${grouped(fleet.tenants)}) take ${(fleet.wallMs / before.wallMs).toFixed(1)} times as long`;
  });
}

/** `10,000` */
function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
