import { nextFreeRange, overlaps } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1006 */
export const managementTenantOverlap: Rule = {
  code: 'CLN1006',
  severity: 'warning',
  title: 'a tenant with a range of its management cluster',
  explanation:
    'With a tunnel between API servers and nodes the two networks never see each other, so the same range on both sides works. It stops working when somebody routes between them, turns the tunnel off or runs workers inside the management cluster, and the ranges of a tenant cannot be changed then. Ranges of the management cluster that are not described are not checked.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { podCidrs: ['10.244.0.0/16'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { podCidrs: ['10.244.0.0/16'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  network: { podCidrs: ['10.245.0.0/16'] },
});`,
  check(fleet, report) {
    eachTenant(fleet, (tenant, cluster) => {
      // Without a tunnel, and for addresses that are dialled, the overlap is an error: CLN1005.
      if (!tenant.konnectivity.enabled || tenant.endpoint.kind !== 'loadBalancer') return;
      const theirs = rangesOf(cluster.network);
      if (theirs.length === 0) return;
      const own = rangesOf(tenant.network);
      for (const range of own) {
        const other = theirs.find((their) => overlaps(their.cidr, range.cidr));
        if (!other) continue;
        const free = nextFreeRange(
          range.cidr,
          [...own, ...theirs].map(({ cidr }) => cidr),
        );
        report({
          path: tenant.path,
          property: range.property,
          message: `${range.cidr.text} overlaps ${other.kind} ${other.cidr.text} of management cluster ${cluster.name}.`,
          fix: free
            ? `the next free range is ${free.text}; or acknowledge('CLN1006', 'never routed').`
            : "choose a range outside of it, or acknowledge('CLN1006', 'never routed').",
        });
      }
    });
  },
};
