import type { Rule, SizeClass } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** Nodes that a size class is made for. */
const NODES: Readonly<Record<SizeClass, number>> = { small: 20, medium: 100, large: 500 };

/** CLN2105 */
export const sizeClass: Rule = {
  code: 'CLN2105',
  severity: 'warning',
  title: 'more nodes than the size class is made for',
  explanation:
    'The size class sets memory, CPU and in-flight limits of a control plane. A tenant that outgrows its class answers slowly, sheds requests and may run out of memory while its nodes report in after an outage. Change the class before the pools grow: it is a rolling restart.',
  wrong: `const big = ${tenantProgram()}
new WorkerPool(big, 'general', { machines: Machines.existing(), size: { min: 3, max: 60 } });`,
  right: `const big = ${tenantProgram("size: 'medium',")}
new WorkerPool(big, 'general', { machines: Machines.existing(), size: { min: 3, max: 60 } });`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, size, workerPools }) => {
      const nodes = workerPools.reduce((sum, pool) => sum + Math.max(0, pool.size.max), 0);
      if (nodes <= NODES[size]) return;
      const fitting = (['medium', 'large'] as const).find((other) => NODES[other] >= nodes);
      report({
        path,
        property: 'size',
        message: `the worker pools may have ${nodes} nodes; size ${size} is made for ${NODES[size]}.`,
        fix: fitting
          ? `size: '${fitting}'.`
          : "spread the workers over several tenants, or acknowledge('CLN2105', '...').",
      });
    });
  },
};
