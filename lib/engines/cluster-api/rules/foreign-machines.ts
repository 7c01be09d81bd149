import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachPool, program } from './each';

const PROGRAM = (machines: string) =>
  program(
    'kamajiControlPlane()',
    'metal3()',
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: 'clusterInfo' },`,
    `new WorkerPool(clusters, 'general', { machines: ${machines}, size: 3 });`,
  );

/** CLN7409 */
export const foreignMachines: Rule = {
  code: 'CLN7409',
  severity: 'warning',
  title: 'machines that Cluster API does not make',
  explanation:
    'Cluster API makes machines of Machines.clusterApi and brings their credentials. Others may join a hosted control plane all the same, but nothing is rendered for them: somebody makes a bootstrap token for each. See https://cluster-api.sigs.k8s.io/reference/providers#infrastructure.',
  wrong: PROGRAM('Machines.existing()'),
  right: PROGRAM(`Machines.clusterApi({
    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'Metal3MachineTemplate', name: 'large' },
  })`),
  check(fleet, report) {
    eachPool(fleet, ({ path, machines }, template) => {
      if (template !== undefined) return;
      report({
        path,
        property: 'machines',
        message: `nothing is rendered for machines of source ${machines.source}.`,
        fix: 'Machines.clusterApi({ infrastructure }).',
      });
    });
  },
};
