import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachPool, program } from './each';

const PROGRAM = (anonymous: string) =>
  program(
    'kamajiControlPlane()',
    "aws({ region: 'eu-central-1', machines: { large: { instanceType: 'm7i.large' } } })",
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: '${anonymous}' },`,
    `new WorkerPool(clusters, 'general', {
  machines: Machines.clusterApi({
    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSMachineTemplate', name: 'large' },
  }),
  size: 3,
});`,
  );

/** CLN7404 */
export const tokenDiscovery: Rule = {
  code: 'CLN7404',
  severity: 'error',
  title: 'machines of Cluster API that cannot read cluster-info',
  explanation:
    'Cluster API has kubeadm discover the control plane by a token that it makes for each machine, for which the machine reads the ConfigMap cluster-info before it has a credential. A tenant that answers anonymous clients with its health alone refuses that, and no machine becomes a node. See https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/#discovering-what-cluster-ca-to-trust.',
  wrong: PROGRAM('health'),
  right: PROGRAM('clusterInfo'),
  check(fleet, report) {
    eachPool(fleet, ({ path, bootstrap }, template, { tenant }) => {
      if (template === undefined || bootstrap.kind !== 'kubeadm' || tenant.authentication.anonymous !== 'health')
        return;
      report({
        path,
        property: 'machines',
        message: `machines of Cluster API join ${tenant.name} by a token, and it shows cluster-info to nobody without a credential.`,
        fix: "authentication: { anonymous: 'clusterInfo' } of the tenant.",
      });
    });
  },
};
