import { K0S_ARMV7, bottlerocketLosses, karpenterLosses, talosLosses } from '../../../workers';
import type { Rule, WorkerPoolModel } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const INSTANCES = (props: string) => `Machines.awsInstances({ region: 'eu-central-1'${props} })`;

/** CLN1512 */
export const ignoredSettings: Rule = {
  code: 'CLN1512',
  severity: 'warning',
  title: 'settings that machines of this kind do not take',
  explanation:
    'A pool says the same of machines of all kinds, and not all of them can do it: Karpenter knows no share of spot machines and no least number, Talos and Bottlerocket have no shell for commands. What is said and not done is named here rather than dropped.',
  wrong: poolProgram("autoscaling: { kind: 'karpenter' },", INSTANCES(', spot: { percent: 50 }'), '{ max: 5 }'),
  right: poolProgram("autoscaling: { kind: 'karpenter' },", INSTANCES(', spot: { percent: 100 }'), '{ max: 5 }'),
  check(fleet, report) {
    eachPool(fleet, (pool) => {
      for (const [subject, losses] of lossesOf(pool)) {
        for (const loss of losses) {
          report({
            path: pool.path,
            property: subject === 'Karpenter' ? 'autoscaling' : 'bootstrap',
            message: `${subject} ${loss}.`,
            fix: 'leave the setting out, or accept that it is not done.',
          });
        }
      }
    });
  },
};

function lossesOf(pool: WorkerPoolModel): readonly (readonly [subject: string, losses: readonly string[]])[] {
  const { autoscaling, bootstrap, machines } = pool;
  return [
    ['Karpenter', autoscaling?.kind === 'karpenter' ? karpenterLosses(pool) : NONE],
    ['a machine with Talos', bootstrap.kind === 'talos' ? talosLosses(pool) : NONE],
    ['a machine with Bottlerocket', bootstrap.kind === 'bottlerocket' ? bottlerocketLosses(pool) : NONE],
    ['a k0s worker', bootstrap.kind === 'k0s' && machines.architecture === 'arm' ? K0S_ARMV7.losses : NONE],
  ];
}

const NONE: readonly never[] = [];
