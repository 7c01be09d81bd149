import type { Rule } from '../../../model';
import { KNOWN_ENDPOINT, eachPool, program } from './each';

const PROGRAM = (kind: string, api: string) =>
  program(
    'kamajiControlPlane()',
    'metal3()',
    `${KNOWN_ENDPOINT}\n  authentication: { anonymous: 'clusterInfo' },`,
    `new WorkerPool(clusters, 'general', {
  machines: Machines.clusterApi({
    infrastructure: { apiVersion: 'infrastructure.cluster.x-k8s.io/${api}', kind: '${kind}', name: 'large' },
  }),
  size: 3,
});`,
  );

/** CLN7406 */
export const packet: Rule = {
  code: 'CLN7406',
  severity: 'error',
  title: 'machines of a provider that has ended',
  explanation:
    'The provider for Packet, later Equinix Metal, is deprecated together with its service. Bare metal of one’s own is what Metal3 is for. See https://github.com/kubernetes-sigs/cluster-api-provider-packet.',
  wrong: PROGRAM('PacketMachineTemplate', 'v1beta1'),
  right: PROGRAM('Metal3MachineTemplate', 'v1beta2'),
  check(fleet, report) {
    eachPool(fleet, ({ path }, template) => {
      if (template?.kind.startsWith('Packet') !== true) return;
      report({
        path,
        property: 'machines.infrastructure',
        message: `${template.kind} is of a provider that is deprecated.`,
        fix: "kind: 'Metal3MachineTemplate' and infrastructure: metal3().",
      });
    });
  },
};
