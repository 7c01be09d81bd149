import type { Rule } from '../../../model';
import { isJsonObject } from '../api';
import { isMachinePool } from '../workers/templates';
import { KNOWN_ENDPOINT, eachPool, hasTopology, program } from './each';
import type { ClusterApiTenant } from './each';

const PROGRAM = (machines: string) =>
  program(
    'kamajiControlPlane()',
    `aws({ region: 'eu-central-1', machines: { ${machines}: { instanceType: 'm7i.large' } } }), topology: {}`,
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: 'clusterInfo' },`,
    `new WorkerPool(clusters, 'general', {
  machines: Machines.clusterApi({
    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSMachineTemplate', name: 'large' },
  }),
  size: 3,
});`,
  );

/** CLN7411 */
export const classMachines: Rule = {
  code: 'CLN7411',
  severity: 'error',
  title: 'machines that a ClusterClass does not have',
  explanation:
    'Worker pools of a cluster with a ClusterClass are of the classes of machines that it declares: here those that the infrastructure describes. A template that somebody made by hand is none of them, and groups of machines that a cloud holds are not rendered into a class. See https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/write-clusterclass.',
  wrong: PROGRAM('small'),
  right: PROGRAM('large'),
  check(fleet, report) {
    eachPool(fleet, ({ path }, template, of) => {
      if (template === undefined || !hasTopology(of)) return;
      const known = machinesOf(of);
      if (known.includes(template.name) && !isMachinePool(template)) return;
      report({
        path,
        property: 'machines.infrastructure',
        message: `the ClusterClass has no machines ${template.kind} ${template.name}.`,
        fix:
          known.length === 0
            ? `machines: { ${JSON.stringify(template.name)}: {…} } in the infrastructure of the engine.`
            : `one of the machines of the infrastructure: ${known.join(', ')}.`,
      });
    });
  },
};

function machinesOf({ tenant }: ClusterApiTenant): readonly string[] {
  const { infrastructure } = tenant.engine.options;
  const machines = isJsonObject(infrastructure) ? infrastructure['machines'] : undefined;
  return isJsonObject(machines) ? Object.keys(machines) : [];
}
