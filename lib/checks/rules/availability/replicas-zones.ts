import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN2003 */
export const replicasZones: Rule = {
  code: 'CLN2003',
  severity: 'warning',
  title: 'several API servers in a single zone',
  explanation:
    'Replicas are there to survive a failure. All of them in one zone fall with it, although the host has others. See https://kubernetes.io/docs/setup/best-practices/multiple-zones/#control-plane-behavior.',
  wrong: tenantProgram(`replicas: 2,\nscheduling: { zones: ['a'] },`),
  right: tenantProgram(`replicas: 2,\nscheduling: { zones: ['a', 'b'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, replicas, scheduling }, { host }) => {
      if (replicas < 2 || new Set(scheduling.zones).size !== 1 || new Set(host.zones).size < 2) return;
      report({
        path,
        property: 'scheduling.zones',
        message: `${replicas} API servers are all in zone ${scheduling.zones[0] ?? ''}; the host has ${host.zones.join(', ')}.`,
        fix: "name two zones or more, or acknowledge('CLN2003', 'close to its data').",
      });
    });
  },
};
