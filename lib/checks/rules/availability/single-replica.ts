import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN2107 */
export const singleReplica: Rule = {
  code: 'CLN2107',
  severity: 'warning',
  title: 'a control plane with a single API server',
  explanation:
    'When the node of the only API server fails, the tenant has none until the pod runs elsewhere: minutes in which nothing is scheduled, scaled or repaired. Two are the default. See https://kubernetes.io/docs/setup/production-environment/#production-control-plane.',
  wrong: tenantProgram('replicas: 1,'),
  right: tenantProgram('replicas: 2,'),
  check(fleet, report) {
    eachTenant(fleet, ({ path, replicas }) => {
      if (replicas !== 1) return;
      report({
        path,
        property: 'replicas',
        message: '1 API server cannot survive a node failure.',
        fix: "replicas: 2, or acknowledge('CLN2107', 'test cluster').",
      });
    });
  },
};
