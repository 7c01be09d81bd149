import { podAddresses } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { poolProgram } from '../../programs';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1516 */
export const maxPods: Rule = {
  code: 'CLN1516',
  severity: 'error',
  title: 'more pods on a node than its part of the pod range has addresses',
  explanation:
    'Every node gets a part of the pod range, of the size that the control plane was given. Pods above the number of its addresses are scheduled and stay in ContainerCreating, because there is no address left for them. See https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (--node-cidr-mask-size).',
  wrong: poolProgram('node: { kubelet: { maxPods: 300 } },'),
  right: poolProgram('node: { kubelet: { maxPods: 250 } },'),
  check(fleet, report) {
    eachTenant(fleet, ({ network, workerPools }) => {
      for (const { path, node } of workerPools) {
        for (const { kind, cidr } of rangesOf(network)) {
          const mask = network.nodeCidrMaskSizes[cidr.family === 4 ? 'ipv4' : 'ipv6'];
          const room = podAddresses(cidr.family, mask);
          if (kind !== 'podCidrs' || mask < cidr.prefix || room >= node.kubelet.maxPods) continue;
          report({
            path,
            property: 'node.kubelet.maxPods',
            message: `${node.kubelet.maxPods} pods need more addresses than a node's /${mask} of ${cidr.text} has: ${room}.`,
            fix: `maxPods: ${Math.max(1, room)} or lower, or larger ranges for nodes (network.nodeCidrMaskSizes of the tenant).`,
          });
        }
      }
    });
  },
};
