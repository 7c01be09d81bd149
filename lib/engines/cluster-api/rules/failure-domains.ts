import type { Rule } from '../../../model';
import { isMachinePool } from '../workers/templates';
import { eachPool, poolProgram } from './each';

const PROGRAM = (zones: string) => poolProgram({ machines: [`zones: [${zones}],`] });

/** CLN7408 */
export const failureDomains: Rule = {
  code: 'CLN7408',
  severity: 'warning',
  title: 'workers of several zones in one MachineDeployment',
  explanation:
    'All machines of a MachineDeployment are in one failure domain, or in the one that their template has; only those of a control plane are spread. A pool for each zone, or a MachinePool of the cloud, spreads workers. See https://cluster-api.sigs.k8s.io/developer/core/controllers/machine-deployment.',
  wrong: PROGRAM("'a', 'b'"),
  right: PROGRAM("'a'"),
  check(fleet, report) {
    eachPool(fleet, ({ path, zones }, template) => {
      if (template === undefined || isMachinePool(template) || zones.length < 2) return;
      report({
        path,
        property: 'zones',
        message: `a MachineDeployment is in one failure domain (got ${zones.join(', ')}).`,
        fix: 'a worker pool for each zone.',
      });
    });
  },
};
