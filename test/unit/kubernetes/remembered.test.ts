import { remembered } from '../../../lib/kubernetes/remembered';

describe('a function that remembers', () => {
  function counted() {
    const calls: string[] = [];
    const read = remembered((text) => {
      calls.push(text);
      return { length: text.length };
    });
    return { calls, read };
  }

  test('reads each text once and gives everybody the same result, which nobody can change', () => {
    const { calls, read } = counted();
    expect(read('a')).toBe(read('a'));
    expect(read('bb')).toEqual({ length: 2 });
    expect(calls).toEqual(['a', 'bb']);
    expect(Object.isFrozen(read('a'))).toBe(true);
  });

  test('forgets rather than grow for ever, and never keeps long texts', () => {
    const { calls, read } = counted();
    for (let index = 0; index < 1025; index += 1) read(String(index));
    read('0');
    expect(calls.filter((text) => text === '0')).toHaveLength(2);
    const long = 'x'.repeat(65);
    read(long);
    read(long);
    expect(calls.filter((text) => text === long)).toHaveLength(2);
  });
});
