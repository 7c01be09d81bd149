import fc from 'fast-check';
import {
  addressBits,
  cidrAt,
  contains,
  formatIp,
  freeRangeFinder,
  nextFreeRange,
  nthAddress,
  overlaps,
  parseCidr,
  parseIp,
  sizeOf,
} from '../../../lib/kubernetes';
import type { AddressFamily, Cidr } from '../../../lib/kubernetes';
import { SEED } from '../../support/fleets/seed';

function range(text: string): Cidr {
  const result = parseCidr(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

const anyRange = fc
  .constantFrom<AddressFamily>(4, 6)
  .chain((family) =>
    fc
      .tuple(fc.bigInt({ min: 0n, max: (1n << BigInt(addressBits(family))) - 1n }), fc.nat(addressBits(family)))
      .map(([address, prefix]) => cidrAt(family, address, prefix)),
  );

const small = fc
  .tuple(fc.nat(0xffff), fc.integer({ min: 16, max: 28 }))
  .map(([offset, prefix]) => cidrAt(4, 0x0a000000n + BigInt(offset) * 256n, prefix));

describe('parseCidr', () => {
  test('what is written canonically is read and written the same', () => {
    fc.assert(
      fc.property(anyRange, (cidr) => expect(range(cidr.text)).toEqual(cidr)),
      { seed: SEED },
    );
  });

  test.each([
    ['10.96.0.1/16', '10.96.0.0/16'],
    ['10.96.0.0', '10.96.0.0/32'],
    ['FD00::/64', 'fd00::/64'],
    ['fd00:0:0::/64', 'fd00::/64'],
  ])('refuses %s and suggests %s', (text, suggestion) => {
    expect(parseCidr(text)).toMatchObject({ ok: false, suggestion });
  });

  test.each([
    [''],
    ['10.96.0.0/33'],
    ['10.96.0.0/016'],
    ['10.96/16'],
    ['010.0.0.0/8'],
    ['0x0a000000/8'],
    ['::ffff:10.0.0.0/104'],
    ['::ffff:a00:0/104'],
    ['fe80::%eth0/64'],
    ['10.0.0.0/-1'],
    ['10.0.0.0/8/8'],
    ['10.0.0.0/ 8'],
    ['a'.repeat(300)],
    [16],
    [undefined],
    [null],
  ])('refuses %p', (text) => {
    expect(parseCidr(text)).toMatchObject({ ok: false });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./%x '), maxLength: 24 }), (text) => {
        parseCidr(text);
        parseIp(text);
      }),
      { seed: SEED },
    );
  });
});

describe('parseIp', () => {
  test('an address survives being written and read', () => {
    fc.assert(
      fc.property(anyRange, ({ family, first }) => {
        expect(parseIp(formatIp(family, first))).toMatchObject({ ok: true, value: { family, value: first } });
      }),
      { seed: SEED },
    );
  });

  test('suggests the canonical spelling', () => {
    expect(parseIp('FD00:0::1')).toMatchObject({ ok: false, suggestion: 'fd00::1' });
  });
});

describe('ranges', () => {
  test('two ranges overlap exactly when one contains the other', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
      { seed: SEED },
    );
  });

  test('a single address overlaps itself and not its neighbour', () => {
    expect(overlaps(range('10.0.0.1/32'), range('10.0.0.1/32'))).toBe(true);
    expect(overlaps(range('10.0.0.1/32'), range('10.0.0.2/32'))).toBe(false);
  });

  test('ranges of different families never overlap or contain each other', () => {
    expect(overlaps(range('0.0.0.0/0'), range('::/0'))).toBe(false);
    expect(contains(range('::/0'), range('10.0.0.0/8'))).toBe(false);
  });

  test('counts addresses from the start of the range', () => {
    expect(nthAddress(range('10.96.0.0/16'), 10)).toBe('10.96.0.10');
    expect(nthAddress(range('fd00::/108'), 10)).toBe('fd00::a');
    expect(nthAddress(range('10.96.0.0/30'), 4)).toBeUndefined();
    expect(nthAddress(range('10.96.0.0/30'), -1)).toBeUndefined();
    expect(sizeOf(range('10.96.0.0/16'))).toBe(65536n);
  });
});

describe('nextFreeRange', () => {
  test('finds the range after the ones that are taken', () => {
    expect(nextFreeRange(range('10.96.0.0/12'), [range('10.96.0.0/12'), range('10.96.0.0/16')])?.text).toBe(
      '10.112.0.0/12',
    );
    expect(nextFreeRange(range('10.244.0.0/16'), [range('10.244.0.0/15'), range('10.246.0.0/16')])?.text).toBe(
      '10.247.0.0/16',
    );
    expect(nextFreeRange(range('fd00::/108'), [range('fd00::/64')])?.text).toBe('fd00:0:0:1::/108');
  });

  test('starts again at the bottom of the private block, then in another one', () => {
    expect(nextFreeRange(range('10.240.0.0/12'), [range('10.240.0.0/12'), range('10.0.0.0/12')])?.text).toBe(
      '10.16.0.0/12',
    );
    expect(nextFreeRange(range('10.0.0.0/12'), [range('10.0.0.0/8')])?.text).toBe('172.16.0.0/12');
    expect(nextFreeRange(range('203.0.113.0/24'), [])?.text).toBe('10.0.0.0/24');
  });

  test('gives up when no private block has room', () => {
    expect(nextFreeRange(range('10.0.0.0/8'), [range('10.1.0.0/16')])).toBeUndefined();
    expect(nextFreeRange(range('0.0.0.0/4'), [])).toBeUndefined();
  });

  test('what it finds has the same size and touches nothing that is taken', () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 40 }), (like, taken) => {
        const found = nextFreeRange(like, [like, ...taken]);
        expect(found).toMatchObject({ prefix: like.prefix, family: 4 });
        expect(found && [like, ...taken].some((other) => overlaps(found, other))).toBe(false);
      }),
      { seed: SEED },
    );
  });
});

describe('freeRangeFinder', () => {
  test('never suggests the same range twice, and nothing that is taken', () => {
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 1, maxLength: 30 }),
        fc.array(small, { maxLength: 30 }),
        (likes, taken) => {
          const find = freeRangeFinder(taken);
          const found: Cidr[] = [];
          for (const like of likes) {
            const next = find(like);
            if (!next) continue;
            expect([...taken, ...found].some((other) => overlaps(next, other))).toBe(false);
            expect(next.prefix).toBe(like.prefix);
            found.push(next);
          }
          expect(found).toHaveLength(likes.length);
        },
      ),
      { seed: SEED },
    );
  });
});
