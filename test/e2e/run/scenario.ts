import type { Kubectl } from '../testbed/kubectl';

/** What scenarios share. */
export interface Context {
  /** Administrator of the management cluster. */
  readonly kubectl: Kubectl;
  /** The folder that was synthesized and applied, `<outdir>/<management cluster>`. */
  readonly manifests: string;
  /** Prints a number or a fact that belongs to the result. */
  readonly note: (text: string) => void;
}

/** One promise, tried on the real thing. It holds when `run` returns. */
export interface Scenario {
  readonly name: string;
  /** Longest time it may take. */
  readonly seconds: number;
  /**
   * Seconds without which it is not begun, where the run has an end: no fewer than it may take. Only what nothing else needs says so.
   *
   * @default - it is begun
   */
  readonly notWithout?: number;
  run(context: Context): Promise<void>;
}

/** Fails a scenario. */
export class Broken extends Error {
  public override readonly name = 'Broken';
}

/** Fails the scenario unless the condition holds. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Broken(message);
}

/** How a scenario ended. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  readonly notes: readonly string[];
  readonly problem?: string;
}

/** What came of a list of scenarios. */
export interface Outcomes {
  readonly ended: readonly Outcome[];
  /** Names of those for which no time was left. */
  readonly notBegun: readonly string[];
}

/**
 * Runs scenarios one after the other; a failed one does not stop the others unless they need what it makes.
 *
 * @param until - when the run has to be over, in milliseconds since 1970
 */
export async function runScenarios(
  scenarios: readonly Scenario[],
  context: Omit<Context, 'note'>,
  until: number,
  tell: (outcome: Outcome) => void,
): Promise<Outcomes> {
  const ended: Outcome[] = [];
  const notBegun: string[] = [];
  for (const scenario of scenarios) {
    if (scenario.notWithout !== undefined && Date.now() + scenario.notWithout * 1000 > until) {
      notBegun.push(scenario.name);
      continue;
    }
    const outcome = await runOne(scenario, context);
    ended.push(outcome);
    tell(outcome);
  }
  return { ended, notBegun };
}

async function runOne(scenario: Scenario, context: Omit<Context, 'note'>): Promise<Outcome> {
  const started = performance.now();
  const notes: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Broken(`not done within ${scenario.seconds} s`)), scenario.seconds * 1000);
  });
  const end = (passed: boolean, problem?: string): Outcome => ({
    name: scenario.name,
    passed,
    milliseconds: Math.round(performance.now() - started),
    notes,
    ...(problem !== undefined && { problem }),
  });
  try {
    await Promise.race([scenario.run({ ...context, note: (text) => notes.push(text) }), limit]);
    return end(true);
  } catch (error) {
    return end(false, error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}
