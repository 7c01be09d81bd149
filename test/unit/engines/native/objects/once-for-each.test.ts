import { onceForEach } from '../../../../../lib/engines/native/objects';

describe('what is made once for every different input', () => {
  function counted() {
    let calls = 0;
    const make = onceForEach((input: { readonly name: string; readonly list: readonly string[] }) => {
      calls += 1;
      return Object.freeze({ text: `${input.name} ${input.list.join(',')}` });
    });
    return { make, calls: () => calls };
  }

  test('is the same for equal inputs, whoever made them', () => {
    const { make, calls } = counted();
    expect(make({ name: 'a', list: ['x'] })).toBe(make({ name: 'a', list: ['x'] }));
    expect(calls()).toBe(1);
  });

  test('is another for another input, also when a part of it was changed in place', () => {
    const { make } = counted();
    const list = ['x'];
    expect(make({ name: 'a', list }).text).toBe('a x');
    list.push('y');
    expect(make({ name: 'a', list }).text).toBe('a x,y');
    expect(make({ name: 'b', list }).text).toBe('b x,y');
  });

  test('is right however many inputs there were before', () => {
    const { make } = counted();
    for (let index = 0; index < 600; index += 1)
      expect(make({ name: String(index % 300), list: [] }).text).toBe(`${String(index % 300)} `);
  });
});
