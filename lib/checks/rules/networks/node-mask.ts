import { tenantProgram } from '../../programs';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/**
 * Most bits between the pod range and the range of a node: the allocator keeps a bitmap of them.
 * `pkg/controller/nodeipam/ipam/cidrset/cidr_set.go`, clusterSubnetMaxDiff.
 */
const MAX_DIFFERENCE = 16;

/** CLN1011 */
export const nodeMask: Rule = {
  code: 'CLN1011',
  severity: 'error',
  title: 'a node mask that does not fit the pod range',
  explanation:
    'kube-controller-manager cuts the pod range into one range per node. The mask of a node has to be at least as long as the mask of the pod range, and at most 16 longer; otherwise the controller manager exits at start. See https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/ (--node-cidr-mask-size).',
  wrong: tenantProgram(`network: { podCidrs: ['10.244.0.0/25'] },`),
  right: tenantProgram(`network: { podCidrs: ['10.244.0.0/20'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, network }) => {
      for (const { kind, cidr, property } of rangesOf(network)) {
        if (kind !== 'podCidrs') continue;
        const family = cidr.family === 4 ? 'ipv4' : 'ipv6';
        const mask = network.nodeCidrMaskSizes[family];
        if (mask >= cidr.prefix && mask - cidr.prefix <= MAX_DIFFERENCE) continue;
        const small = mask < cidr.prefix;
        report({
          path,
          property: small ? property : `network.nodeCidrMaskSizes.${family}`,
          message: small
            ? `${cidr.text} is smaller than the /${mask} that each node gets of it.`
            : `a /${mask} for each node is more than ${MAX_DIFFERENCE} bits longer than the pod range ${cidr.text}.`,
          fix: small
            ? `give a range of at least /${Math.max(0, mask - 8)}, or nodeCidrMaskSizes: { ${family}: ${cidr.prefix} } or longer.`
            : `nodeCidrMaskSizes: { ${family}: ${cidr.prefix + MAX_DIFFERENCE} } or shorter.`,
        });
      }
    });
  },
};
