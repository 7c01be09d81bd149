import type { Rule, WorkerPoolModel } from '../../../model';
import { poolProgram } from '../../programs';
import { eachPool } from '../../walk';

const HETZNER = "Machines.hetzner({ serverType: 'cax21', architecture: 'arm64', zones: ['fsn1'] })";

/** CLN1508 */
export const credentialDelivery: Rule = {
  code: 'CLN1508',
  severity: 'error',
  title: 'join credentials that do not reach the machines',
  explanation:
    'A machine joins with a credential that is no part of its document. Where an autoscaler makes machines at any hour, nobody is there to bring it; tokens for single use are made for machines that are listed, and only Cluster API makes one for each of its machines.',
  wrong: poolProgram("autoscaling: { kind: 'cluster-autoscaler' },", HETZNER, '{ min: 1, max: 5 }'),
  right: poolProgram(
    "autoscaling: { kind: 'cluster-autoscaler' },\njoin: { delivery: { kind: 'secret', store: false } },",
    HETZNER,
    '{ min: 1, max: 5 }',
  ),
  check(fleet, report) {
    eachPool(fleet, (pool) => {
      const problem = problemOf(pool);
      if (problem === undefined) return;
      report({ path: pool.path, property: 'join.delivery', ...problem });
    });
  },
};

function problemOf({ machines, autoscaling, join }: WorkerPoolModel) {
  const secret = "join: { delivery: { kind: 'secret' } }";
  switch (join.delivery.kind) {
    case 'person':
      return autoscaling === null
        ? undefined
        : {
            message: 'machines that come by themselves wait for a person to bring their credential.',
            fix: `${secret}.`,
          };
    case 'single-use':
      return machines.scaling.kind === 'hosts'
        ? undefined
        : {
            message: `tokens for single use need machines that are listed; those of ${machines.source} are not.`,
            fix: `${secret}, or machines: Machines.ssh({ hosts: [...] }).`,
          };
    case 'cluster-api':
      return machines.firstBoot.carrier === 'cluster-api'
        ? undefined
        : {
            message: `Cluster API makes no credentials for machines of ${machines.source}.`,
            fix: `${secret}, or machines: Machines.clusterApi({...}).`,
          };
    case 'secret':
      return undefined;
  }
}
