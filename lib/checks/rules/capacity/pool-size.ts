import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

/** CLN2106 */
export const poolSize: Rule = {
  code: 'CLN2106',
  severity: 'error',
  title: 'a worker pool whose minimum is above its maximum',
  explanation:
    'An autoscaler moves the number of machines between min and max. With min above max it refuses the group or does not scale at all.',
  wrong: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: { min: 5, max: 3 } });`,
  right: `new WorkerPool(team, 'general', { machines: Machines.existing(), size: { min: 3, max: 5 } });`,
  check(fleet, report) {
    eachPool(fleet, ({ path, size: { min, max } }) => {
      if (min >= 0 && min <= max) return;
      report({
        path,
        property: 'size',
        message: `min ${min} is above max ${max}.`,
        fix: `size: { min: ${Math.max(0, Math.min(min, max))}, max: ${Math.max(0, min, max)} }.`,
      });
    });
  },
};
