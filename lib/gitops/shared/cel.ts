import type { Expectation } from './health';

/**
 * Whether an object is as expected, in the Common Expression Language. https://cel.dev
 *
 * @param root - what stands in front of the fields of the object: nothing, or `object.`
 */
export function celExpression(entry: Expectation, root = ''): string {
  if ('field' in entry) {
    const segments = `${root}${entry.field}`.split('.');
    const guards = segments.slice(1).map((_, index) => `has(${segments.slice(0, index + 2).join('.')})`);
    const values = entry.values.map((value) => JSON.stringify(value)).join(', ');
    return `(${[...guards, `string(${segments.join('.')}) in [${values}]`].join(' && ')})`;
  }
  const tests = Object.entries({ type: entry.condition, status: entry.status, reason: entry.reason }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`c.${name} == ${JSON.stringify(value)}`]),
  );
  const guards = root === '' ? ['has(status.conditions)'] : [`has(${root}status)`, `has(${root}status.conditions)`];
  return `(${[...guards, `${root}status.conditions.exists(c, ${tests.join(' && ')})`].join(' && ')})`;
}
