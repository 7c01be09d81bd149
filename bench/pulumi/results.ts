/** Which resources a program makes of the same objects. */
export const GRAINS = ['raw', 'object', 'tenant'] as const;

/** `raw`: resources written by hand; `object` and `tenant`: the grains of `PulumiFleet`. */
export type Grain = (typeof GRAINS)[number];

/** What is done with a stack. */
export type Operation = 'up' | 'preview';

/** Seconds of processor time, by who spent them. */
export interface ProcessorSeconds {
  readonly engine: number;
  readonly program: number;
  readonly provider: number;
}

/** One operation on one stack. */
export interface PulumiMeasurement {
  readonly grain: Grain;
  readonly tenants: number;
  /** `up` makes everything; `preview` follows, and finds nothing to do. */
  readonly operation: Operation;
  readonly resources: number;
  readonly wallSeconds: number;
  readonly processor: ProcessorSeconds;
  /** Peaks of the resident set, in MiB. */
  readonly engineMiB: number;
  readonly programMiB: number;
}

/** What `npm run bench:pulumi -- --json` prints. */
export interface PulumiResults {
  readonly runs: readonly PulumiMeasurement[];
  /** Processor time of engine and program, fine grain divided by raw, of the same run. */
  readonly overhead: Readonly<Record<Operation, number>>;
  /** Processor time of engine, program and provider, raw divided by coarse grain, of the same run. */
  readonly coarse: Readonly<Record<Operation, number>>;
}

/** The ratios of some runs, of which one of each grain has the same number of tenants. */
export function ratiosOf(runs: readonly PulumiMeasurement[]): PulumiResults {
  const tenants = runs.find(({ grain }) => grain === 'raw')?.tenants;
  const of = (grain: Grain, operation: Operation): PulumiMeasurement => {
    const run = runs.find((each) => each.grain === grain && each.operation === operation && each.tenants === tenants);
    if (run === undefined) throw new Error(`there is no ${operation} of ${grain}`);
    return run;
  };
  const perOperation = (ratio: (operation: Operation) => number) => ({ up: ratio('up'), preview: ratio('preview') });
  return {
    runs,
    overhead: perOperation(
      (operation) => withoutProvider(of('object', operation)) / withoutProvider(of('raw', operation)),
    ),
    coarse: perOperation((operation) => total(of('raw', operation)) / total(of('tenant', operation))),
  };
}

/** The results as a table for people. */
export function formatPulumi({ runs, overhead, coarse }: PulumiResults): string {
  const head =
    'grain     tenants  operation  resources   wall s   CPU s: engine  program  provider   peak MiB: engine  program';
  const lines = runs.map((run) =>
    [
      run.grain.padEnd(8),
      run.tenants.toLocaleString('en-US').padStart(9),
      run.operation.padStart(11),
      run.resources.toLocaleString('en-US').padStart(11),
      run.wallSeconds.toFixed(1).padStart(9),
      run.processor.engine.toFixed(1).padStart(16),
      run.processor.program.toFixed(1).padStart(9),
      run.processor.provider.toFixed(1).padStart(10),
      run.engineMiB.toFixed(0).padStart(19),
      run.programMiB.toFixed(0).padStart(9),
    ].join(''),
  );
  return [
    head,
    ...lines,
    '',
    `overhead (object / raw, engine and program): up ${overhead.up.toFixed(2)}, preview ${overhead.preview.toFixed(2)}`,
    `coarse (raw / tenant, engine, program and provider): up ${coarse.up.toFixed(1)}, preview ${coarse.preview.toFixed(1)}`,
  ].join('\n');
}

function withoutProvider({ processor }: PulumiMeasurement): number {
  return processor.engine + processor.program;
}

function total({ processor }: PulumiMeasurement): number {
  return processor.engine + processor.program + processor.provider;
}
