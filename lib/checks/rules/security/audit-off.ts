import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN4007 */
export const auditOff: Rule = {
  code: 'CLN4007',
  severity: 'warning',
  title: 'a tenant without an audit log',
  explanation:
    'Without an audit log nobody can tell afterwards who read a Secret or deleted a namespace. The default policy records metadata only and goes to the container’s log. See https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/.',
  wrong: tenantProgram('audit: false,'),
  right: tenantProgram("audit: { sink: 'stdout' },"),
  check(fleet, report) {
    eachTenant(fleet, ({ path, audit }) => {
      if (audit.enabled) return;
      report({
        path,
        property: 'audit',
        message: 'the API server records nothing.',
        fix: "leave audit out for the default policy, or acknowledge('CLN4007', 'test cluster').",
      });
    });
  },
};
