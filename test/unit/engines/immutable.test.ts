import { refusedChanges } from '../../../lib/engines';
import type { FieldChange, ImmutableField } from '../../../lib/engines';

const PLANE = { apiVersion: 'example.org/v1', kind: 'Plane' } as const;

const plane = (spec: object, name = 'a') => ({ ...PLANE, metadata: { name, namespace: 'tenant-a' }, spec });

const field = (...refuses: readonly FieldChange[]): ImmutableField => ({
  ...PLANE,
  pointer: '/spec/network/domain',
  refuses,
  reason: 'tests',
});

const said = (before: object, after: object, immutable: ImmutableField) =>
  refusedChanges(plane(before), plane(after), [immutable]).length > 0;

const WITH = { network: { domain: 'a.b' } };
const OTHER = { network: { domain: 'c.d' } };
const WITHOUT = { network: {} };

test.each([
  ['change', WITH, OTHER],
  ['addition', WITHOUT, WITH],
  ['removal', WITH, WITHOUT],
] as const)('a field that refuses one thing refuses that alone: %s', (change, before, after) => {
  const all: readonly FieldChange[] = ['change', 'addition', 'removal'];
  expect(said(before, after, field(change))).toBe(true);
  expect(said(before, after, field(...all.filter((other) => other !== change)))).toBe(false);
});

test('what is the same, in whatever order it is written, is no change', () => {
  const one = { network: { domain: { a: 1, b: [2] } } };
  expect(said(one, { network: { domain: { b: [2], a: 1 } } }, field('change'))).toBe(false);
  expect(said(one, { network: { domain: { b: [3], a: 1 } } }, field('change'))).toBe(true);
});

test('a field whose parent comes or goes is free', () => {
  expect(said({}, WITH, field('addition'))).toBe(false);
  expect(said(WITH, {}, field('removal'))).toBe(false);
});

test('another field can free it, before or after', () => {
  const bound: ImmutableField = { ...field('change'), onlyWhile: { pointer: '/spec/type', value: 'LoadBalancer' } };
  const [balanced, inside] = [{ type: 'LoadBalancer' }, { type: 'ClusterIP' }];
  expect(said({ ...balanced, ...WITH }, { ...balanced, ...OTHER }, bound)).toBe(true);
  expect(said({ ...balanced, ...WITH }, { ...inside, ...OTHER }, bound)).toBe(false);
  expect(said({ ...inside, ...WITH }, { ...balanced, ...OTHER }, bound)).toBe(false);
});

test('two objects are compared when they are one', () => {
  const immutable = [field('change')];
  expect(refusedChanges(plane(WITH), plane(OTHER, 'b'), immutable)).toEqual([]);
  expect(refusedChanges(plane(WITH), { ...plane(OTHER), kind: 'Other' }, immutable)).toEqual([]);
  const elsewhere = { ...plane(OTHER), metadata: { name: 'a', namespace: 'tenant-b' } };
  expect(refusedChanges(plane(WITH), elsewhere, immutable)).toEqual([]);
  const others = [
    { ...field('change'), kind: 'Other' },
    { ...field('change'), apiVersion: 'example.org/v2' },
  ];
  expect(refusedChanges(plane(WITH), plane(OTHER), others)).toEqual([]);
});
