import type { Rule, WorkerPoolModel } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const PROGRAM = (machines: string) =>
  `const group = Machines.awsAutoScalingGroup({ region: 'eu-central-1' });
const own = { ...group, facts: { ...group.facts, source: 'own', scaling: { kind: 'group' as const, autoscaler: null } } };
${poolProgram("autoscaling: { kind: 'cluster-autoscaler' },", machines, '{ min: 1, max: 5 }')}`;

/** CLN1511 */
export const unknownAutoscaler: Rule = {
  code: 'CLN1511',
  severity: 'error',
  title: 'an autoscaler that does not know where the machines come from',
  explanation:
    'cluster-autoscaler changes the size of groups through a provider for each cloud, and Karpenter makes machines through a node class. Neither can do anything with machines that its provider does not know, or, at Hetzner, where nobody says which servers it is to make; and nothing can change a number that is fixed. See https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler#deployment.',
  wrong: PROGRAM('own'),
  right: PROGRAM('group'),
  check(fleet, report) {
    eachPool(fleet, (pool) => {
      const message = problemOf(pool);
      if (message === undefined) return;
      report({
        path: pool.path,
        property: 'autoscaling',
        message,
        fix: 'leave autoscaling out, name what is missing, or use machines that it knows, such as Machines.clusterApi({...}).',
      });
    });
  },
};

function problemOf({ autoscaling, machines, zones, size }: WorkerPoolModel): string | undefined {
  const { scaling, source } = machines;
  switch (autoscaling?.kind) {
    case undefined:
      return undefined;
    case 'karpenter':
      return scaling.kind === 'instances' ? undefined : `Karpenter cannot make machines of ${source}.`;
    case 'cluster-autoscaler':
      if (scaling.kind !== 'group' || scaling.autoscaler === null)
        return `cluster-autoscaler has no provider for machines of ${source}.`;
      if (
        scaling.autoscaler === 'hetzner' &&
        (machines.options['serverType'] === undefined || zones.length + machines.zones.length === 0)
      )
        return 'cluster-autoscaler makes the servers, and is not told of which serverType and in which zones.';
      break;
    case 'cloud':
      if (scaling.kind !== 'group') return `machines of ${source} are in no group that a cloud could scale.`;
  }
  return size.min === size.max ? `the size is ${size.max} and nothing else, so there is nothing to scale.` : undefined;
}
