import type { Finding } from '../../findings';
import type * as checking from './check-shape';
import type * as shapes from './pool-shapes';

interface Loaded {
  readonly checkShape: typeof checking.checkShape;
  readonly workerPool: typeof shapes.workerPool;
}

let loaded: Loaded | undefined;

/**
 * Compares what a program passed to a worker pool with its shape, see `checkShape`. What is wrong with a source of machines is said
 * where the program wrote it: `machines.architecture`. Loaded with the first pool.
 */
export function poolProblems(props: unknown, path: string): Finding[] {
  loaded ??= load();
  return loaded.checkShape(loaded.workerPool, props, path).map((finding) => ({
    ...finding,
    ...(finding.property === undefined
      ? {}
      : { property: finding.property.replace(/^machines\.facts\.?/, 'machines.').replace(/\.$/, '') }),
    fix: finding.fix.replaceAll('machines.facts.', 'machines.'),
  }));
}

function load(): Loaded {
  /* eslint-disable @typescript-eslint/no-require-imports -- the one way to load later without becoming asynchronous */
  const { checkShape } = require('./check-shape') as typeof checking;
  const { workerPool } = require('./pool-shapes') as typeof shapes;
  return { checkShape, workerPool };
  /* eslint-enable @typescript-eslint/no-require-imports */
}
