import fc from 'fast-check';
import {
  compareQuantities,
  formatBytes,
  formatMilli,
  milliUnits,
  parseQuantity,
  wholeUnits,
} from '../../../lib/kubernetes';
import type { Quantity } from '../../../lib/kubernetes';
import { SEED } from '../../support/fleets/seed';

function read(text: string): Quantity {
  const result = parseQuantity(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

describe('parseQuantity', () => {
  test.each([
    ['16Gi', 17179869184n],
    ['1.5Gi', 1610612736n],
    ['500M', 500000000n],
    ['1e3', 1000n],
    ['9E', 9n * 10n ** 18n],
    ['1E2', 100n],
    ['0', 0n],
    ['1500m', 2n],
  ])('reads %s as %d whole units', (text, units) => {
    expect(wholeUnits(read(text))).toBe(units);
  });

  test('keeps fractions of a unit exactly', () => {
    expect(read('1n').nanos).toBe(1n);
    expect(read('0.1').nanos).toBe(100_000_000n);
    expect(milliUnits(read('250m'))).toBe(250n);
    expect(milliUnits(read('1u'))).toBe(1n);
  });

  test.each([
    ['16GB', '16G'],
    ['16GiB', '16Gi'],
    ['16 Gi', '16Gi'],
    ['16gi', '16Gi'],
    ['16g', '16Gi'],
    ['512kb', '512k'],
    ['.5', '0.5'],
    ['10b', '10'],
  ])('refuses %s and suggests %s', (text, suggestion) => {
    expect(parseQuantity(text)).toMatchObject({ ok: false, suggestion });
  });

  test.each([
    [''],
    ['-1Gi'],
    ['NaN'],
    ['Infinity'],
    ['1.2.3'],
    ['Gi'],
    ['0x10'],
    ['１６Gi'],
    ['1e999'],
    ['1'.repeat(300)],
  ])('refuses %p', (text) => {
    expect(parseQuantity(text)).toMatchObject({ ok: false });
  });

  test.each([[16], [NaN], [undefined], [null], [{}], [[]]])(
    'refuses %p, which is not text, and says what it got',
    (value) => {
      expect(parseQuantity(value)).toMatchObject({
        ok: false,
        problem: expect.stringMatching(/^expected a quantity such as '16Gi' or '500m' \(got /) as string,
      });
    },
  );

  test('refuses what is finer than a nano or more than 64 bits hold', () => {
    expect(parseQuantity('0.1n')).toMatchObject({ ok: false, problem: expect.stringContaining('nano') as string });
    expect(parseQuantity('9Ei')).toMatchObject({ ok: false, problem: expect.stringContaining('2^63-1') as string });
  });

  test('never throws and never accepts what Kubernetes would not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eE+-numkKMGTPi B'), maxLength: 12 }), (text) => {
        const result = parseQuantity(text);
        if (result.ok) expect(text).toMatch(/^[0-9.]+([eEinumkKMGTP]*[-+]?[0-9]*)$/);
      }),
      { seed: SEED },
    );
  });

  test('what is suggested can be read', () => {
    fc.assert(
      fc.property(fc.nat(100000), fc.constantFrom('GB', 'gb', ' Gi', 'g', 'MiB', 'kB', 'K', 'bytes'), (value, unit) => {
        const result = parseQuantity(`${value}${unit}`);
        expect(result.ok || (result.suggestion !== undefined && parseQuantity(result.suggestion).ok)).toBe(true);
      }),
      { seed: SEED },
    );
  });
});

describe('formatting and comparing', () => {
  test('a number of bytes survives being written and read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), (bytes) => {
        expect(wholeUnits(read(formatBytes(bytes)))).toBe(bytes);
      }),
      { seed: SEED },
    );
    expect(formatBytes(17179869184)).toBe('16Gi');
    expect(formatBytes(1000)).toBe('1000');
  });

  test('thousandths survive being written and read', () => {
    fc.assert(
      fc.property(fc.nat(), (milli) => {
        expect(milliUnits(read(formatMilli(milli)))).toBe(BigInt(milli));
      }),
      { seed: SEED },
    );
    expect(formatMilli(500)).toBe('500m');
    expect(formatMilli(2000)).toBe('2');
  });

  test('comparison looks at the value and not at the spelling', () => {
    expect(compareQuantities(read('1Gi'), read('1024Mi'))).toBe(0);
    expect(compareQuantities(read('1G'), read('1Gi'))).toBeLessThan(0);
    expect(compareQuantities(read('1'), read('999m'))).toBeGreaterThan(0);
  });
});
