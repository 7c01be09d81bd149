import type { Finding } from '../../findings';
import type * as checking from './check-shape';
import type * as shapes from './construct-shapes';

interface Loaded {
  readonly checkShape: typeof checking.checkShape;
  readonly shapes: typeof shapes;
}

let loaded: Loaded | undefined;

/**
 * Compares what a program passed with the shape of that name, see `checkShape`. Shapes, and the library that reads them, are loaded
 * with the first construct rather than with the import, which would take half as long again.
 */
export function propsProblems(shape: keyof typeof shapes, props: unknown, path: string): Finding[] {
  loaded ??= load();
  return loaded.checkShape(loaded.shapes[shape], props, path);
}

/** Once: to look for a file that is loaded already costs some microseconds, and a fleet has thousands of constructs. */
function load(): Loaded {
  /* eslint-disable @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous */
  const { checkShape } = require('./check-shape') as typeof checking;
  return { checkShape, shapes: require('./construct-shapes') as typeof shapes };
  /* eslint-enable @typescript-eslint/no-require-imports */
}
