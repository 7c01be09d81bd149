import { emitYaml, shared } from '../../../lib/kubernetes';

describe('shared', () => {
  it('changes nothing about what is written, wherever and however often it stands', () => {
    const plain = (): object => ({ a: { b: ['x', { c: 'text\nof lines\n' }], empty: {}, none: [] }, d: 'yes' });
    const part = shared(plain());
    const list = shared(['1', { e: 1 }]);
    const build = (one: object, many: object): object => ({
      first: one,
      deeper: { still: [one, [many], { again: one, many }] },
      many,
    });
    const expected = emitYaml(build(plain(), ['1', { e: 1 }]));
    expect(emitYaml(build(part, list))).toBe(expected);
    expect(emitYaml(build(part, list))).toBe(expected);
    expect(emitYaml(part)).toBe(emitYaml(plain()));
    expect(emitYaml(list)).toBe(emitYaml(['1', { e: 1 }]));
  });

  it('writes what is empty as such', () => {
    expect(emitYaml({ a: shared({}), b: shared([]), c: [shared({}), shared([])] })).toBe(
      'a: {}\nb: []\nc:\n  - {}\n  - []\n',
    );
  });

  it('freezes everything in it, so that what was written stays true', () => {
    const value = shared({ a: { b: [1] } });
    expect(() => value.a.b.push(2)).toThrow(TypeError);
    expect(Object.isFrozen(value.a)).toBe(true);
  });
});
