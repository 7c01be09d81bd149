import fc from 'fast-check';
import type { JsonObject, KubernetesObject } from '../../../../../lib/kubernetes';
import type { JsonPatchOperation, PatchModel } from '../../../../../lib/model';
import { applyJsonPatch, applyMergePatch } from '../../../../../lib/engines/native/objects/json-patch';
import { CONTAINER_SECURITY, hashedName, withPatches } from '../../../../../lib/engines/native/objects';
import { SEED } from '../../../../support/fleets/seed';

const target = { kind: 'Deployment', name: 'web', namespace: null };
const web: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a', labels: { app: 'web' } },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'x', args: ['--a', '--b'] }] } } },
};

const operations = (...list: JsonPatchOperation[]): PatchModel => ({ target, operations: list, merge: null });
const merge = (patch: JsonObject): PatchModel => ({ target, operations: null, merge: patch });
const patched = (patch: PatchModel, objects: readonly KubernetesObject[] = [web]) =>
  withPatches(objects, [patch], 'acme/eu-1/team-a');
const ARGS = '/spec/template/spec/containers/0/args';

describe('RFC 6902 operations', () => {
  test.each<[string, JsonPatchOperation[], unknown]>([
    ['add to the end of a list', [{ op: 'add', path: `${ARGS}/-`, value: '--c' }], ['--a', '--b', '--c']],
    ['add in front', [{ op: 'add', path: `${ARGS}/0`, value: '--c' }], ['--c', '--a', '--b']],
    ['replace an item', [{ op: 'replace', path: `${ARGS}/1`, value: '--c' }], ['--a', '--c']],
    ['remove an item', [{ op: 'remove', path: `${ARGS}/0` }], ['--b']],
    ['copy an item', [{ op: 'copy', from: `${ARGS}/0`, path: `${ARGS}/-` }], ['--a', '--b', '--a']],
    ['move an item', [{ op: 'move', from: `${ARGS}/0`, path: `${ARGS}/1` }], ['--b', '--a']],
    [
      'test, then change',
      [
        { op: 'test', path: ARGS, value: ['--a', '--b'] },
        { op: 'replace', path: ARGS, value: [] },
      ],
      [],
    ],
  ])('%s', (_title, list, expected) => {
    expect(patched(operations(...list))[0]).toMatchObject({
      spec: { replicas: 1, template: { spec: { containers: [{ name: 'x', args: expected }] } } },
    });
  });

  test('keys with slashes and tildes are reached by their escapes', () => {
    const [object] = patched(
      operations(
        { op: 'add', path: '/metadata/annotations', value: {} },
        { op: 'add', path: '/metadata/annotations/example.com~1a~0b', value: 'x' },
      ),
    );
    expect(object?.metadata.annotations).toEqual({ 'example.com/a~b': 'x' });
  });

  test.each<[string, JsonPatchOperation, string]>([
    ['a path that does not exist', { op: 'replace', path: '/spec/nothing', value: 1 }, 'found no nothing'],
    ['a missing parent', { op: 'add', path: '/spec/a/b', value: 1 }, 'found no a'],
    ['an index behind the end', { op: 'add', path: `${ARGS}/3`, value: 'x' }, 'too short for 3'],
    ['an index that is no number', { op: 'replace', path: `${ARGS}/01`, value: 'x' }, '01 is no index'],
    ['a test that fails', { op: 'test', path: '/spec/replicas', value: 2 }, 'another value'],
    ['a move into itself', { op: 'move', from: '/spec', path: '/spec/template' }, 'into itself'],
    ['a path without a slash', { op: 'remove', path: 'spec' }, 'does not start with /'],
    ['no value', { op: 'add', path: '/spec/x' }, 'has no value'],
    ['no from', { op: 'copy', path: '/spec/x' }, 'has no from'],
    ['the whole object', { op: 'remove', path: '' }, 'removes the whole object'],
    ['inherited properties', { op: 'replace', path: '/spec/constructor', value: 1 }, 'found no constructor'],
    ['a step into text', { op: 'add', path: '/kind/x', value: 1 }, 'no object or list'],
  ])('%s is CLN5011 with the operation', (_title, operation, message) => {
    expect(() => patched(operations({ op: 'test', path: '/kind', value: 'Deployment' }, operation))).toThrow(
      expect.objectContaining({
        code: 'CLN5011',
        findings: [
          expect.objectContaining({
            path: 'acme/eu-1/team-a',
            property: 'patches[0]',
            message: expect.stringMatching(`operation 1 .*${message}`) as string,
          }),
        ],
      }) as Error,
    );
  });

  test('the prototype of objects cannot be reached', () => {
    const result = applyJsonPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]);
    expect(Object.hasOwn(result as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(() => applyJsonPatch({}, [{ op: 'add', path: '/__proto__/polluted', value: true }])).toThrow('found no');
  });
});

describe('RFC 7386 merge patches', () => {
  /** The examples of appendix A. */
  test.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (document, patch, expected) => {
    expect(applyMergePatch(document, patch)).toEqual(expected);
  });

  test('changes one object and leaves the others', () => {
    const other = { ...web, metadata: { name: 'other', namespace: 'a' } };
    const result = patched(merge({ spec: { replicas: 5 } }), [web, other]);
    expect(result[0]).toMatchObject({ spec: { replicas: 5, template: { spec: { containers: [{ name: 'x' }] } } } });
    expect(result[1]).toBe(other);
  });
});

describe('patches of rendered objects', () => {
  test('never write to what was rendered, which shares frozen constants', () => {
    const frozen = { ...web, spec: { replicas: 1, securityContext: CONTAINER_SECURITY } };
    const before = JSON.stringify(frozen);
    const [object] = patched(operations({ op: 'add', path: '/spec/securityContext/capabilities/drop/-', value: 'X' }), [
      frozen,
    ]);
    expect(object).toMatchObject({ spec: { securityContext: { capabilities: { drop: ['ALL', 'X'] } } } });
    expect(JSON.stringify(frozen)).toBe(before);
  });

  test('replacing a value by itself changes nothing, for any value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        for (const key of Object.keys(document)) {
          const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
          const value = document[key] as JsonPatchOperation['value'];
          if (value === undefined) continue;
          expect(applyJsonPatch(document, [{ op: 'replace', path, value }])).toEqual(document);
        }
      }),
      { seed: SEED },
    );
  });

  test('a target that is not rendered is CLN5010 and says what is', () => {
    const patch = { ...merge({}), target: { ...target, name: 'wbe' } };
    expect(() => patched(patch)).toThrow(
      /CLN5010 acme\/eu-1\/team-a patches\[0\].*Deployment wbe.*Fix: name one of "web"/,
    );
    expect(() => patched({ ...merge({}), target: { ...target, kind: 'Job' } })).toThrow(/kind Deployment/);
  });

  test('a target that fits two objects asks for the namespace', () => {
    const twin = { ...web, metadata: { name: 'web', namespace: 'b' } };
    expect(() => patched(merge({ spec: { replicas: 2 } }), [web, twin])).toThrow(/CLN5010.*fits 2 objects/);
    const result = withPatches(
      [web, twin],
      [{ ...merge({ spec: { replicas: 2 } }), target: { ...target, namespace: 'b' } }],
      'p',
    );
    expect(result.map((object) => object['spec'])).toMatchObject([{ replicas: 1 }, { replicas: 2 }]);
  });

  test.each<[string, PatchModel]>([
    ['name', merge({ metadata: { name: 'other' } })],
    ['kind', merge({ kind: 'StatefulSet' })],
    ['namespace', operations({ op: 'remove', path: '/metadata/namespace' })],
    ['whole object', operations({ op: 'replace', path: '', value: {} })],
  ])('a patch of the %s is CLN5012', (_title, patch) => {
    expect(() => patched(patch)).toThrow(expect.objectContaining({ code: 'CLN5012' }) as Error);
  });

  test('all that is wrong is said at once, and later patches see what earlier ones did', () => {
    const bad = { ...merge({}), target: { ...target, name: 'no' } };
    expect(() => withPatches([web], [bad, operations({ op: 'remove', path: '/no' }), bad], 'p')).toThrow(
      expect.objectContaining({
        findings: [
          expect.objectContaining({ property: 'patches[0]', code: 'CLN5010' }),
          expect.objectContaining({ property: 'patches[2]', code: 'CLN5010' }),
          expect.objectContaining({ property: 'patches[1]', code: 'CLN5011' }),
        ],
      }) as Error,
    );
    const result = withPatches(
      [web],
      [merge({ spec: { replicas: 2 } }), operations({ op: 'test', path: '/spec/replicas', value: 2 })],
      'p',
    );
    expect(result[0]).toMatchObject({ spec: { replicas: 2 } });
  });

  test('a Job is found without its hash, and gets a new name when its pods change', () => {
    const template = { spec: { containers: [{ name: 'x' }] } };
    const name = hashedName('bootstrap', template);
    const job: KubernetesObject = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, namespace: 'a' },
      spec: { backoffLimit: 1, template },
    };
    const jobTarget = { kind: 'Job', name: 'bootstrap', namespace: null };
    const patch = (change: JsonObject) =>
      withPatches([job], [{ target: jobTarget, operations: null, merge: change }], 'p')[0];
    expect(patch({ spec: { backoffLimit: 9 } })?.metadata.name).toBe(name);
    const changed = patch({ spec: { template: { spec: { priority: 1 } } } });
    expect(changed?.metadata.name).toMatch(/^bootstrap-[0-9a-f]{8}$/);
    expect(changed?.metadata.name).not.toBe(name);
  });
});
