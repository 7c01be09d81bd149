import type { Lists } from './lists';
import type { TestOutcome } from './report';

/** What a run amounts to. */
export interface Verdict {
  readonly passed: number;
  /** Known failures included. */
  readonly failed: number;
  /** Of the tests that were asked for: those with a foreign image, and those that skipped themselves. */
  readonly skipped: number;
  /** Failures that `known.json` has. */
  readonly known: number;
  /** Each is one line; a run without any is good. */
  readonly problems: readonly string[];
}

/**
 * Compares what happened with what is checked in.
 *
 * @param asked - names of the tests that were to run, those with foreign images included
 */
export function judge(asked: readonly string[], outcomes: readonly TestOutcome[], { foreign, known }: Lists): Verdict {
  const foreignTests = new Set(foreign.map(({ test }) => test));
  const knownTests = new Set(known.map(({ test }) => test));
  const problems: string[] = [];
  for (const { test, state, message } of outcomes) {
    const why = firstLine(message);
    if (state === 'failed' && !knownTests.has(test)) problems.push(`failed: ${test}${why}`);
    if (state === 'passed' && knownTests.has(test)) problems.push(`passes, and known.json still has it: ${test}`);
    if (state === 'passed' && foreignTests.has(test)) {
      problems.push(`passes, and foreign-images.json still has it: ${test}`);
    }
    if (state === 'skipped' && !foreignTests.has(test) && !knownTests.has(test)) {
      problems.push(`skipped itself: ${test}${why}`);
    }
  }
  const ran = new Set(outcomes.map(({ test }) => test));
  const lost = asked.filter((test) => !ran.has(test) && !foreignTests.has(test));
  for (const test of lost) problems.push(`did not run: ${test}`);
  const count = (state: TestOutcome['state']): number => outcomes.filter((one) => one.state === state).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped') + asked.filter((test) => foreignTests.has(test) && !ran.has(test)).length,
    known: outcomes.filter(({ test, state }) => state === 'failed' && knownTests.has(test)).length,
    problems,
  };
}

function firstLine(message: string | undefined): string {
  const line = message?.split('\n').find((one) => one.trim() !== '');
  return line === undefined ? '' : `: ${line.trim().slice(0, 200)}`;
}
