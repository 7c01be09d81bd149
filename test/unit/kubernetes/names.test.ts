import fc from 'fast-check';
import {
  dns1035LabelProblem,
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  dnsNameProblem,
  hashOf,
  labelKeyProblem,
  labelValueProblem,
  nameBudget,
  shortHash,
  stableJson,
} from '../../../lib/kubernetes';
import type { JsonValue } from '../../../lib/kubernetes';
import { SEED } from '../../support/fleets/seed';

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abz019-._/ATÜ*'), maxLength: 70 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

describe('labels of DNS names', () => {
  test.each([['team-a'], ['a'], ['x1'], ['a'.repeat(63)]])('%s is a DNS-1035 label', (text) => {
    expect(dns1035LabelProblem(text)).toBeUndefined();
  });

  test.each([[''], ['1a'], ['-a'], ['a-'], ['A'], ['a_b'], ['a.b'], ['ü'], ['a'.repeat(64)], ['a\n']])(
    '%p is not a DNS-1035 label',
    (text) => {
      expect(dns1035LabelProblem(text)).toEqual(expect.any(String));
    },
  );

  test('every DNS-1035 label is a DNS-1123 label, and every one of those a subdomain and a label value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (dns1035LabelProblem(text) === undefined) expect(dns1123LabelProblem(text)).toBeUndefined();
        if (dns1123LabelProblem(text) === undefined) {
          expect(dns1123SubdomainProblem(text)).toBeUndefined();
          expect(labelValueProblem(text)).toBeUndefined();
        }
      }),
      { seed: SEED },
    );
  });

  test('a name that is too long is told its length', () => {
    expect(dns1123LabelProblem('a'.repeat(300))).toBe('has 300 characters, at most 63 are allowed');
  });
});

describe('dnsNameProblem', () => {
  test('takes host names, and wildcards only where they are allowed', () => {
    expect(dnsNameProblem('api.example.com')).toBeUndefined();
    expect(dnsNameProblem('*.example.com')).toEqual(expect.any(String));
    expect(dnsNameProblem('*.example.com', { wildcard: true })).toBeUndefined();
    expect(dnsNameProblem('a.*.com', { wildcard: true })).toEqual(expect.any(String));
  });

  test('refuses broken addresses and parts that are too long', () => {
    expect(dnsNameProblem('10.0.0')).toContain('IP address');
    expect(dnsNameProblem('999.0.0.1')).toContain('IP address');
    expect(dnsNameProblem(`${'a'.repeat(64)}.com`)).toContain('63');
  });
});

describe('label keys and values', () => {
  test('take what Kubernetes takes', () => {
    expect(labelKeyProblem('app.kubernetes.io/name')).toBeUndefined();
    expect(labelKeyProblem('Name_1.x')).toBeUndefined();
    expect(labelValueProblem('')).toBeUndefined();
    expect(labelValueProblem('V1.2_x')).toBeUndefined();
  });

  test.each([[''], ['/x'], ['a/'], ['a/b/c'], ['A/b'], ['-x'], ['a b'], ['a'.repeat(64)]])(
    '%p is not a label key',
    (key) => {
      expect(labelKeyProblem(key)).toEqual(expect.any(String));
    },
  );

  test.each([['a b'], ['-'], ['ü'], ['a'.repeat(64)]])('%p is not a label value', (value) => {
    expect(labelValueProblem(value)).toEqual(expect.any(String));
  });
});

describe('hashes', () => {
  test('the order of properties makes no difference, the order of a list does', () => {
    expect(hashOf({ a: 1, b: [1, 2] })).toBe(hashOf({ b: [1, 2], a: 1 }));
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });

  test('are short, safe inside a name, and the same on every run', () => {
    expect(shortHash('team-a')).toMatch(/^[0-9a-f]{8}$/);
    expect(shortHash('team-a')).toBe('96c2886c');
  });

  test('stable JSON reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(stableJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: SEED },
    );
  });

  test('the longest affix sets what is left for a name', () => {
    expect(nameBudget(['tenant-', '-kube-apiserver'])).toBe(48);
    expect(nameBudget([])).toBe(63);
  });
});
