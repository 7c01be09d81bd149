import type { Rule } from '../../../model';
import { findOverlaps, rangesOf } from '../../networks';

/** CLN1003 */
export const managementOverlap: Rule = {
  code: 'CLN1003',
  severity: 'error',
  title: 'overlapping ranges inside a management cluster',
  explanation:
    'Pods, Services and nodes of a cluster need ranges of their own: where two overlap, traffic for one is routed to the other. A management cluster that was described with overlapping ranges is most often described wrongly. See https://kubernetes.io/docs/concepts/cluster-administration/networking/.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { podCidrs: ['10.0.0.0/12'], serviceCidrs: ['10.8.0.0/16'] },
});`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { podCidrs: ['10.0.0.0/12'], serviceCidrs: ['10.16.0.0/16'] },
});`,
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const ranges = rangesOf(cluster.network).map((range) => ({ ...range, owner: range.kind }));
      for (const [outer, inner] of findOverlaps(ranges)) {
        report({
          path: cluster.path,
          property: inner.property,
          message: `${inner.cidr.text} overlaps ${outer.kind} ${outer.cidr.text} of the same management cluster.`,
          fix: 'write the ranges that the cluster really uses.',
        });
      }
    }
  },
};
