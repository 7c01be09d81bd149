import { focusOf, shardsOf } from '../../conformance/e2e-test';
import { readInventory, readReport } from '../../conformance/report';

const spec = (text: string, more: object = {}): object => ({
  ContainerHierarchyTexts: ['[sig-node] Pods'],
  LeafNodeType: 'It',
  LeafNodeText: text,
  State: 'passed',
  RunTime: 1_500_000_000,
  ...more,
});
const report = (...specs: readonly object[]): string => JSON.stringify([{ SpecReports: specs }]);

describe("a report of Kubernetes' tests", () => {
  test('gives each test its whole name, its state and its seconds', () => {
    expect(readReport(report(spec('run')))).toEqual([{ test: '[sig-node] Pods run', state: 'passed', seconds: 1.5 }]);
  });

  test.each(['failed', 'panicked', 'timedout', 'aborted', 'interrupted'])('takes %s as failed', (State) => {
    const [outcome] = readReport(report(spec('run', { State, Failure: { Message: 'why' } })));
    expect(outcome).toMatchObject({ state: 'failed', message: 'why' });
  });

  test('leaves out tests out of focus, and keeps those that skipped themselves', () => {
    const skipped = { State: 'skipped', Failure: { Message: 'needs two zones' } };
    const outcomes = readReport(report(spec('other', { State: 'skipped' }), spec('run', skipped)));
    expect(outcomes).toEqual([expect.objectContaining({ test: '[sig-node] Pods run', state: 'skipped' })]);
  });

  test('tells of a set-up that failed, and of nothing else that is no test', () => {
    const suite = { ContainerHierarchyTexts: null, LeafNodeType: 'SynchronizedBeforeSuite' };
    expect(readReport(report(spec('', suite)))).toEqual([]);
    expect(readReport(report(spec('', { ...suite, State: 'failed' })))).toEqual([
      expect.objectContaining({ test: '[SynchronizedBeforeSuite]', state: 'failed' }),
    ]);
  });

  test('of a dry run is the list of tests', () => {
    expect(readInventory(report(spec('b'), spec('c', { State: 'skipped' }), spec('a')))).toEqual([
      '[sig-node] Pods a',
      '[sig-node] Pods b',
    ]);
  });
});

describe('the focus', () => {
  const finds = (tests: readonly string[], name: string): boolean =>
    new RegExp(focusOf(tests)).test(`Kubernetes e2e suite ${name}`);
  const NAME = '[sig-node] Probing *not* restarted (root,0644) a.b "c" | d?';

  test('finds the tests by their names', () => {
    expect(finds(['x', NAME], NAME)).toBe(true);
  });

  test('finds no others', () => {
    expect(finds([NAME], `${NAME} either`)).toBe(false);
    expect(finds([NAME], `other ${NAME}`)).toBe(false);
    expect(finds(['a.b'], 'axb')).toBe(false);
  });
});

describe('tests side by side', () => {
  test('are dealt out, each once', () => {
    const tests = Array.from({ length: 10 }, (_, index) => `test ${index}`);
    const shards = shardsOf(tests, 3);
    expect(shards.map((shard) => shard.length)).toEqual([4, 3, 3]);
    expect(shards.flat().sort()).toEqual(tests);
  });

  test('need no more runs than there are tests', () => {
    expect(shardsOf(['a'], 3)).toEqual([['a']]);
    expect(shardsOf([], 3)).toEqual([]);
  });
});
