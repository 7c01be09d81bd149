import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const GROUP = "Machines.awsAutoScalingGroup({ region: 'eu-central-1' })";

/** CLN1522 */
export const stuckRollout: Rule = {
  code: 'CLN1522',
  severity: 'error',
  title: 'machines that can never be replaced',
  explanation:
    'To replace a machine either one more has to be there for a while or one fewer. With neither allowed nothing is replaced, and Cluster API refuses such a MachineDeployment. See https://cluster-api.sigs.k8s.io/developer/core/controllers/machine-deployment.',
  wrong: poolProgram('rollout: { maxSurge: 0 },', GROUP),
  right: poolProgram('rollout: { maxSurge: 0, maxUnavailable: 1 },', GROUP),
  check(fleet, report) {
    eachPool(fleet, ({ path, rollout: { maxSurge, maxUnavailable } }) => {
      if (!isNone(maxSurge) || !isNone(maxUnavailable)) return;
      report({
        path,
        property: 'rollout',
        message: `neither more machines (maxSurge: ${maxSurge}) nor fewer (maxUnavailable: ${maxUnavailable}) may be there.`,
        fix: 'rollout: { maxSurge: 1 }, or rollout: { maxUnavailable: 1 } where nothing makes machines.',
      });
    });
  },
};

function isNone(amount: number | string): boolean {
  return Number.parseInt(String(amount), 10) === 0;
}
