import type { Rule } from '../../../model';
import { eachPool, poolProgram } from './each';

const PROGRAM = (template: string, api: string) => poolProgram({ template, api });

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
