import { judge } from '../../conformance/judge';
import type { TestOutcome } from '../../conformance/report';

const passed = (test: string): TestOutcome => ({ test, state: 'passed', seconds: 1 });
const failed = (test: string, message = 'Expected x\nto equal y'): TestOutcome => ({
  test,
  state: 'failed',
  seconds: 1,
  message,
});
const skipped = (test: string): TestOutcome => ({ test, state: 'skipped', seconds: 0, message: 'needs two zones' });
const foreign = (test: string) => ({ test, image: 'example.test/image:1', reason: 'it is not Go' });
const known = (test: string) => ({ test, reason: 'an older shell' });
const NONE = { foreign: [], known: [] };

describe('the verdict of a run', () => {
  test('is good when everything passed', () => {
    expect(judge(['a', 'b'], [passed('a'), passed('b')], NONE)).toEqual({
      passed: 2,
      failed: 0,
      skipped: 0,
      known: 0,
      problems: [],
    });
  });

  test('names a failure with the first line of its message', () => {
    expect(judge(['a'], [failed('a')], NONE)).toMatchObject({ failed: 1, problems: ['failed: a: Expected x'] });
  });

  test('counts a known failure and complains of none', () => {
    expect(judge(['a'], [failed('a')], { foreign: [], known: [known('a')] })).toMatchObject({
      failed: 1,
      known: 1,
      problems: [],
    });
  });

  test('complains of a known failure that passes: the list shrinks', () => {
    expect(judge(['a'], [passed('a')], { foreign: [], known: [known('a')] }).problems).toEqual([
      'passes, and known.json still has it: a',
    ]);
  });

  test('says nothing of a known failure that was not asked for', () => {
    expect(judge(['a'], [passed('a')], { foreign: [], known: [known('b')] }).problems).toEqual([]);
  });

  test('counts a test with a foreign image as skipped', () => {
    expect(judge(['a', 'b'], [passed('a')], { foreign: [foreign('b')], known: [] })).toMatchObject({
      passed: 1,
      skipped: 1,
      problems: [],
    });
  });

  test('complains of a test with a foreign image that passes all the same', () => {
    expect(judge(['a'], [passed('a')], { foreign: [foreign('a')], known: [] }).problems).toHaveLength(1);
  });

  test('complains of a test that skipped itself and is in no list', () => {
    const { skipped: count, problems } = judge(['a'], [skipped('a')], NONE);
    expect(count).toBe(1);
    expect(problems).toEqual(['skipped itself: a: needs two zones']);
  });

  test('complains of a test that never ran', () => {
    expect(judge(['a', 'b'], [passed('a')], NONE).problems).toEqual(['did not run: b']);
  });

  test('is bad when the set-up of the suite failed', () => {
    const { problems } = judge([], [failed('[SynchronizedBeforeSuite]', 'nodes are not ready')], NONE);
    expect(problems).toEqual(['failed: [SynchronizedBeforeSuite]: nodes are not ready']);
  });
});
