import { stableJson } from '../../../kubernetes';
import type { AutoscalerIdentityModel, Rule } from '../../../model';
import { isAutoscaled } from '../../../workers';
import { poolProgram } from '../../programs';
import { eachTenant } from '../../walk';

const PROGRAM = (second: string) =>
  `${poolProgram("autoscaling: { kind: 'cluster-autoscaler', identity: { secret: 'cloud' } },", "Machines.awsAutoScalingGroup({ region: 'eu-central-1' })", '{ min: 1, max: 5 }')}
new WorkerPool(team, 'batch', {
  machines: Machines.awsAutoScalingGroup({ region: 'eu-central-1' }),
  size: { min: 1, max: 5 },
  autoscaling: { kind: 'cluster-autoscaler'${second} },
});`;

/** CLN1525 */
export const autoscalerIdentity: Rule = {
  code: 'CLN1525',
  severity: 'error',
  title: 'pools of one autoscaler that say different things of who it is',
  explanation:
    'One process of cluster-autoscaler scales all pools of a tenant that are at one provider. It has one service account and one environment, so what pools say of its identity cannot differ. See https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler#deployment.',
  wrong: PROGRAM(''),
  right: PROGRAM(", identity: { secret: 'cloud' }"),
  check(fleet, report) {
    eachTenant(fleet, ({ workerPools }) => {
      const scaled = workerPools.filter(isAutoscaled);
      for (const { path, autoscaling } of scaled) {
        const first = scaled.find((pool) => pool.autoscaling.provider === autoscaling.provider);
        if (first === undefined || same(first.autoscaling.identity, autoscaling.identity)) continue;
        report({
          path,
          property: 'autoscaling.identity',
          message: `the cluster-autoscaler of ${autoscaling.provider} scales ${first.name} too, which says something else of it.`,
          fix: `say the same as ${first.name}.`,
        });
      }
    });
  },
};

function same(a: AutoscalerIdentityModel, b: AutoscalerIdentityModel): boolean {
  return stableJson({ ...a }) === stableJson({ ...b });
}
