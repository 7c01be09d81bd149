import { leftToControllers } from '../../../lib/engines';

const object = {
  apiVersion: 'example.org/v1',
  kind: 'Plane',
  metadata: { name: 'a', finalizers: ['one'] },
  spec: { replicas: 2, network: {}, refs: [] },
};

const written = (...pointers: readonly string[]) =>
  leftToControllers(object, [{ apiVersion: 'example.org/v1', kind: 'Plane', pointers, reason: 'tests' }]);

test.each([
  ['a field that is not rendered, in a parent that is', '/spec/externalAddress', true],
  ['deeper', '/spec/network/podCidr', true],
  ['a list, to which controllers add', '/spec/refs', true],
  ['finalizers', '/metadata/finalizers', true],
  ['a value that is rendered: a change of it has to come through', '/spec/replicas', false],
  ['an object that is rendered', '/spec/network', false],
  ['a field whose parent is not rendered', '/status/address', false],
])('%s', (_, pointer, isTheirs) => {
  expect(written(pointer)).toEqual(isTheirs ? [pointer] : []);
});

test('each once, and those of other kinds not at all', () => {
  expect(written('/spec/a', '/spec/a')).toEqual(['/spec/a']);
  const other = { apiVersion: 'example.org/v1', kind: 'Other', pointers: ['/spec/a'], reason: 'tests' };
  expect(leftToControllers(object, [other, { ...other, kind: 'Plane', apiVersion: 'example.org/v2' }])).toEqual([]);
});

test('names with slashes and tildes are escaped in pointers', () => {
  const annotated = { ...object, metadata: { name: 'a', annotations: {} } };
  const pointers = ['/metadata/annotations/example.org~1written'];
  const entry = { apiVersion: 'example.org/v1', kind: 'Plane', pointers, reason: 'tests' };
  expect(leftToControllers(annotated, [entry])).toEqual(pointers);
  const said = { ...annotated, metadata: { name: 'a', annotations: { 'example.org/written': 'by the program' } } };
  expect(leftToControllers(said, [entry])).toEqual([]);
});
