import type { Finding } from '../../findings';
import type * as checking from './check-shape';
import type * as shapes from './construct-shapes';

/**
 * Compares what a program passed with the shape of that name, see `checkShape`. Shapes, and the library that reads them, are loaded
 * with the first construct rather than with the import, which would take half as long again.
 */
export function propsProblems(shape: keyof typeof shapes, props: unknown, path: string): Finding[] {
  /* eslint-disable @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous */
  const { checkShape } = require('./check-shape') as typeof checking;
  const loaded = require('./construct-shapes') as typeof shapes;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return checkShape(loaded[shape], props, path);
}
