import { nextFreeRange } from '../../../kubernetes';
import { tenantProgram } from '../../programs';
import type { Rule } from '../../../model';
import { findOverlaps, rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1004 */
export const tenantOverlap: Rule = {
  code: 'CLN1004',
  severity: 'error',
  title: 'overlapping address ranges inside a tenant',
  explanation:
    'Pods and Services of a cluster share one routing table on every node. Where their ranges overlap, kube-proxy and the network plugin both claim an address, and connections fail at random. Both ranges are fixed for the life of the tenant. See https://kubernetes.io/docs/concepts/cluster-administration/networking/.',
  wrong: tenantProgram(`network: { podCidrs: ['10.96.0.0/12'], serviceCidrs: ['10.96.0.0/16'] },`),
  right: tenantProgram(`network: { podCidrs: ['10.112.0.0/12'], serviceCidrs: ['10.96.0.0/16'] },`),
  check(fleet, report) {
    eachTenant(fleet, ({ path, network }) => {
      const ranges = rangesOf(network);
      for (const pair of findOverlaps(ranges.map((range) => ({ ...range, owner: range.kind })))) {
        // Pod ranges are reported, because they are the ones that are moved more easily.
        const [pods, services] = pair[0].kind === 'podCidrs' ? pair : ([pair[1], pair[0]] as const);
        const free = nextFreeRange(
          pods.cidr,
          ranges.map((range) => range.cidr),
        );
        report({
          path,
          property: pods.property,
          message: `${pods.cidr.text} overlaps ${services.kind} ${services.cidr.text} of the same tenant.`,
          fix: free ? `the next free range is ${free.text}.` : 'choose a smaller range, none of this size is free.',
        });
      }
    });
  },
};
