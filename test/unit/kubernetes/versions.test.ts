import {
  SUPPORTED_MINORS,
  compareVersions,
  controllerSkew,
  isSupportedMinor,
  knownVersions,
  kubectlSkew,
  kubeletSkew,
  minorFacts,
  parseDuration,
  parseVersion,
} from '../../../lib/kubernetes';
import type { Version } from '../../../lib/kubernetes';

function version(text: string): Version {
  const result = parseVersion(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

describe('parseVersion', () => {
  test('reads three numbers', () => {
    expect(version('1.36.3')).toEqual({ major: 1, minor: 36, patch: 3, text: '1.36.3' });
  });

  test.each([
    ['v1.36.3', '1.36.3'],
    ['1.36', '1.36.0'],
    ['1.36.3-rc.1', '1.36.3'],
    ['1.036.3', '1.36.3'],
    [' 1.36.3 ', '1.36.3'],
  ])('refuses %p and suggests %s', (text, suggestion) => {
    expect(parseVersion(text)).toMatchObject({ ok: false, suggestion });
  });

  test.each([['latest'], [''], [1.36], [undefined], ['1.36.3.4'], ['1'.repeat(400)], ['1.36.9999999']])(
    'refuses %p',
    (value) => {
      expect(parseVersion(value)).toMatchObject({ ok: false });
    },
  );

  test('versions are compared by number and not by text', () => {
    expect(compareVersions(version('1.36.10'), version('1.36.9'))).toBeGreaterThan(0);
    expect(compareVersions(version('1.9.0'), version('1.36.0'))).toBeLessThan(0);
  });
});

describe('facts', () => {
  test('every supported minor has facts and a known version', () => {
    expect(knownVersions()).toHaveLength(SUPPORTED_MINORS.length);
    for (const known of knownVersions()) {
      expect(isSupportedMinor(version(known))).toBe(true);
      expect(minorFacts(known)).toMatchObject({ konnectivity: expect.stringMatching(/^0\.\d+\.\d+$/) as string });
    }
  });

  test('other minors have none', () => {
    expect(minorFacts('1.20.0')).toBeUndefined();
    expect(minorFacts('2.36.0')).toBeUndefined();
    expect(minorFacts('nonsense')).toBeUndefined();
    expect(isSupportedMinor({ major: 2, minor: 36 })).toBe(false);
  });
});

describe('version skew', () => {
  test('a kubelet may be three minors older, never newer', () => {
    const skews = ['1.37.0', '1.36.9', '1.36.0', '1.33.0', '1.32.9'].map((text) =>
      kubeletSkew(version('1.36.3'), version(text)),
    );
    expect(skews).toEqual(['newer', 'ok', 'ok', 'ok', 'tooOld']);
  });

  test('a controller manager may be one minor older, never newer', () => {
    const skews = ['1.37.0', '1.36.0', '1.35.0', '1.34.9'].map((text) =>
      controllerSkew(version('1.36.3'), version(text)),
    );
    expect(skews).toEqual(['newer', 'ok', 'ok', 'tooOld']);
  });

  test('kubectl may be one minor older or newer', () => {
    const skews = ['1.38.0', '1.37.0', '1.35.0', '1.34.9'].map((text) => kubectlSkew(version('1.36.3'), version(text)));
    expect(skews).toEqual(['newer', 'ok', 'ok', 'tooOld']);
  });
});

describe('parseDuration', () => {
  test.each([
    ['5m', 300_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['1.5s', 1_500_000_000n],
    ['0', 0n],
    ['100ms', 100_000_000n],
  ])('reads %s', (text, nanos) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: nanos });
  });

  test.each([['5'], ['-5m'], ['5 m'], [''], ['m'], ['5minutes'], [300], [undefined]])('refuses %p', (value) => {
    expect(parseDuration(value)).toMatchObject({ ok: false });
  });

  test('suggests hours for days', () => {
    expect(parseDuration('2d')).toMatchObject({ ok: false, suggestion: '48h' });
  });
});
