import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachPool, hasTopology, program } from './each';

const PROGRAM = (version: string) =>
  program(
    'kamajiControlPlane()',
    "aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } }), topology: {}",
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: 'clusterInfo' },`,
    `new WorkerPool(clusters, 'general', {
  machines: Machines.clusterApi({
    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSMachineTemplate', name: 'large' },
  }),
  size: 3,
  version: '${version}',
});`,
  );

/** CLN7412 */
export const classVersion: Rule = {
  code: 'CLN7412',
  severity: 'error',
  title: 'workers of another version in a cluster with a ClusterClass',
  explanation:
    'A topology has one version, for the control plane and all workers: the topology controller upgrades the one and then the others. Pools that stay behind on purpose need objects of their own. See https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/operate-cluster#upgrade-a-cluster.',
  wrong: PROGRAM('1.35.4'),
  right: PROGRAM('1.36.3'),
  check(fleet, report) {
    eachPool(fleet, ({ path, version }, template, of) => {
      if (template === undefined || !hasTopology(of) || version === of.tenant.version) return;
      report({
        path,
        property: 'version',
        message: `a topology has one version, that of ${of.tenant.name}: ${of.tenant.version} (got ${version}).`,
        fix: `version: '${of.tenant.version}', or leave topology out of the engine.`,
      });
    });
  },
};
