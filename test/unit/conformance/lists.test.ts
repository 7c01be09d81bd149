import { listProblems, readLists, readSample } from '../../conformance/lists';

const FACTS = { inventory: new Set(['a', 'b']), images: ['example.test/image:1'], standIns: ['example.test/made:1'] };
const foreign = (test: string, image = 'example.test/image:1') => ({ test, image, reason: 'it is not Go' });
const known = (test: string) => ({ test, reason: 'an older shell' });

/** How many entries each list has. Smaller numbers are written here when one shrinks; larger ones never. */
const MOST = { foreign: 2, known: 0 };

describe('the lists of tests that cannot pass here', () => {
  test('are right where each entry is needed', () => {
    expect(listProblems({ foreign: [foreign('a')], known: [known('b')] }, FACTS)).toEqual([]);
  });

  test.each([
    ['a test that is gone', { foreign: [foreign('x')], known: [] }, 'x: there is no such test'],
    ['a known failure that is gone', { foreign: [], known: [known('x')] }, 'x: there is no such test'],
    ['a test that is in both', { foreign: [foreign('a')], known: [known('a')] }, 'a: listed more than once'],
    [
      'an image that is made here',
      { foreign: [foreign('a', 'example.test/made:1')], known: [] },
      'there is a stand-in',
    ],
    ['an image that no test wants', { foreign: [foreign('a', 'example.test/x:1')], known: [] }, 'no test asks for'],
  ])('are refused with %s', (_what, lists, problem) => {
    expect(listProblems(lists, FACTS)).toEqual([expect.stringContaining(problem)]);
  });

  test('have not grown, and say why each test is in them', () => {
    const lists = readLists();
    expect(lists.foreign).toHaveLength(MOST.foreign);
    expect(lists.known).toHaveLength(MOST.known);
    for (const { reason } of [...lists.foreign, ...lists.known]) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});

describe('the sample', () => {
  const sample = readSample();

  test('has no test twice, none that runs alone and none that is slow', () => {
    expect(new Set(sample).size).toBe(sample.length);
    expect(sample.filter((test) => /\[(Serial|Slow|Disruptive)\]/.test(test))).toEqual([]);
  });

  test('has no test that cannot pass here', () => {
    const { foreign: skipped, known: failing } = readLists();
    const unable = new Set([...skipped, ...failing].map(({ test }) => test));
    expect(sample.filter((test) => unable.has(test))).toEqual([]);
  });
});
