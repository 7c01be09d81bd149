import { dependenciesFirst } from '../../../lib/kubernetes';

describe('items behind what they need', () => {
  const ordered = (needs: Readonly<Record<string, readonly string[]>>) =>
    dependenciesFirst(
      Object.entries(needs),
      ([, before]) => before,
      ([name]) => name,
    )
      .map(([name]) => name)
      .join(' ');

  test.each([
    ['keep their place where nothing asks for another', { c: [], a: [], b: [] }, 'c a b'],
    ['come after what comes later in the list', { a: ['c'], b: [], c: ['d'], d: [] }, 'd c a b'],
    ['are there once, however many need them', { a: ['c'], b: ['c'], c: [] }, 'c a b'],
    ['need nothing that is not among them', { a: ['elsewhere'], b: [] }, 'a b'],
    ['are all there in a circle', { a: ['b'], b: ['a'], c: ['a'] }, 'b a c'],
  ])('%s', (_what, needs, order) => {
    expect(ordered(needs)).toBe(order);
  });
});
