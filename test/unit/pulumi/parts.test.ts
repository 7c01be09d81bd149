import { difference, formatPath, replacedAt, valueAt } from '../../../lib/pulumi/leaves';
import { resourceNames } from '../../../lib/pulumi/identity';
import { Placeholders } from '../../../lib/pulumi/later';
import { ignoredPaths } from '../../../lib/pulumi/written-back';
import { resourceType } from '../../../lib/pulumi/kubernetes-object';

describe('what two builds of a fleet differ in', () => {
  test('is found down to the leaf, in objects and in arrays', () => {
    const found = difference({ a: 1, b: { c: ['x', { d: 'y' }] } }, { a: 1, b: { c: ['z', { d: 'w' }] } });
    expect(found).toEqual({
      kind: 'leaves',
      places: [
        ['b', 'c', 0],
        ['b', 'c', 1, 'd'],
      ],
    });
  });

  test.each([
    ['a field that only one has', { a: {} }, { a: { b: 1 } }, ['a']],
    ['another field', { a: { b: 1 } }, { a: { c: 1 } }, ['a', 'b']],
    ['a longer array', { a: [1] }, { a: [1, 2] }, ['a']],
    ['a leaf that became an object', { a: 1 }, { a: { b: 1 } }, ['a']],
    ['an array that became an object', { a: [1] }, { a: { '0': 1 } }, ['a']],
  ])('is more than leaves: %s', (_what, a, b, place) => {
    expect(difference(a, b)).toEqual({ kind: 'shape', place });
  });

  test('is replaced in a copy; the original stays', () => {
    const original = { a: [1, 2], b: { c: 3 }, d: { e: 4 } };
    const copy = replacedAt(
      original,
      [
        ['a', 1],
        ['b', 'c'],
      ],
      (path) => formatPath(path),
    );
    expect(copy).toEqual({ a: [1, 'a[1]'], b: { c: 'b.c' }, d: { e: 4 } });
    expect(original).toEqual({ a: [1, 2], b: { c: 3 }, d: { e: 4 } });
    expect(valueAt(copy, ['a', 1])).toBe('a[1]');
    expect(valueAt(copy, ['a', 7, 'x'])).toBeUndefined();
  });
});

describe('names of resources', () => {
  const job = (name: string, namespace = 'n') => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
  });

  test('leave out the hash of what is named after its content', () => {
    expect(resourceNames([job('bootstrap-ea9aca47')])).toEqual(['n/bootstrap']);
    expect(resourceNames([{ ...job('bootstrap-ea9aca47'), kind: 'ConfigMap' }])).toEqual(['n/bootstrap-ea9aca47']);
  });

  test('keep the hash where two would have the same name', () => {
    const names = resourceNames([job('a-00000001'), job('a-00000002'), job('b-00000003'), job('b-00000003', 'm')]);
    expect(names).toEqual(['n/a-00000001', 'n/a-00000002', 'n/b', 'm/b']);
  });

  test('are of types that call the core group core', () => {
    expect(resourceType({ apiVersion: 'v1', kind: 'Secret' })).toBe('kubernetes:core/v1:Secret');
    expect(resourceType({ apiVersion: 'batch/v1', kind: 'Job' })).toBe('kubernetes:batch/v1:Job');
  });
});

describe('fields that controllers write', () => {
  const object = {
    apiVersion: 'a/v1',
    kind: 'K',
    metadata: { name: 'n' },
    spec: { 'x.y': { w: 1 }, list: [{ b: 1 }], replicas: 2 },
  };
  const written = (...pointers: string[]) =>
    ignoredPaths(object, [{ apiVersion: 'a/v1', kind: 'K', pointers, reason: 'tests' }]);

  test('are ignored, spelt as Pulumi spells them', () => {
    expect(written('/metadata/finalizers', '/spec/x.y/z', '/spec/list/0/a')).toEqual([
      'metadata.finalizers',
      'spec["x.y"].z',
      'spec.list[0].a',
    ]);
  });

  test('are not ignored where we write a value: a change of it has to reach the cluster', () => {
    expect(written('/spec/replicas')).toEqual([]);
  });

  test('are none of ours where we write nothing around them, or where the kind is another', () => {
    expect(written('/spec/other/replicas')).toEqual([]);
    expect(
      ignoredPaths({ ...object, kind: 'L' }, [{ apiVersion: 'a/v1', kind: 'K', pointers: ['/spec'], reason: '' }]),
    ).toEqual([]);
  });
});

describe('what stands for a later value', () => {
  test('differs between two builds, and from every other one', () => {
    const texts = ([0, 1] as const).flatMap((side) => {
      const later = new Placeholders(side);
      return [
        ...Array.from({ length: 300 }, (_, number) => later.address(`value ${number}`)),
        later.address('', 'IPv6'),
        later.hostname(''),
        later.name(''),
      ];
    });
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('is the same where the same value is asked for as the same again', () => {
    const later = new Placeholders(0);
    const texts = [later.address('a'), later.hostname('a'), later.address('b'), later.address('a')];
    expect(texts[3]).toBe(texts[0]);
    expect(new Set(texts).size).toBe(3);
  });

  test('is the value once it is known', () => {
    const later = new Placeholders(0, ['203.0.113.7', undefined]);
    expect([later.address(''), later.hostname('')]).toEqual(['203.0.113.7', 'later-1.a.invalid']);
  });
});
