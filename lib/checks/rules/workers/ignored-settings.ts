import {
  bottlerocketLosses,
  isK0sPool,
  k0sUnmet,
  karpenterLosses,
  lifecycleLosses,
  talosLosses,
} from '../../../workers';
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
    'A pool says the same of machines of all kinds, and not all of them can do it: Karpenter knows no share of spot machines and no least number, Talos and Bottlerocket have no shell for commands, groups of clouds end machines without a drain, and machines that people make are replaced by people. What is said and not done is named here rather than dropped.',
  wrong: poolProgram("autoscaling: { kind: 'karpenter' },", INSTANCES(', spot: { percent: 50 }'), '{ max: 5 }'),
  right: poolProgram("autoscaling: { kind: 'karpenter' },", INSTANCES(', spot: { percent: 100 }'), '{ max: 5 }'),
  check(fleet, report) {
    eachPool(fleet, (pool) => {
      for (const { subject, property, loss } of lossesOf(pool)) {
        report({
          path: pool.path,
          property,
          message: `${subject} ${loss}.`,
          fix: 'leave the setting out, or accept that it is not done.',
        });
      }
    });
  },
};

interface Loss {
  readonly subject: string;
  readonly property: string;
  readonly loss: string;
}

function lossesOf(pool: WorkerPoolModel): readonly Loss[] {
  const { autoscaling, bootstrap, machines } = pool;
  const of = (subject: string, property: string, losses: readonly string[]) =>
    losses.map((loss) => ({ subject, property, loss }));
  return [
    ...of('Karpenter', 'autoscaling', autoscaling?.kind === 'karpenter' ? karpenterLosses(pool) : NONE),
    ...of('a machine with Talos', 'bootstrap', bootstrap.kind === 'talos' ? talosLosses(pool) : NONE),
    ...of(
      'a machine with Bottlerocket',
      'bootstrap',
      bootstrap.kind === 'bottlerocket' ? bottlerocketLosses(pool) : NONE,
    ),
    ...of('a k0s worker', 'bootstrap', isK0sPool(pool) ? k0sUnmet(pool) : NONE),
    ...lifecycleLosses(pool).map((lost) => ({ subject: `machines of ${machines.source}`, ...lost })),
  ];
}

const NONE: readonly never[] = [];
