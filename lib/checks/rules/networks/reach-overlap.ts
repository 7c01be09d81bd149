import { nextFreeRange, overlaps } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1005 */
export const reachOverlap: Rule = {
  code: 'CLN1005',
  severity: 'error',
  title: 'a tenant that hides addresses of the management cluster it has to reach',
  explanation:
    'Nodes of a tenant dial addresses of the management cluster when the endpoint is a node port (nodes) or a cluster IP (Services), and API servers dial nodes and pods of the tenant directly when the tunnel is off. Where a range of the tenant covers such an address, the connection stays inside the tenant and never arrives. Ranges of the management cluster that are not described are not checked.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { nodeCidrs: ['10.96.16.0/24'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.nodePort({ address: '203.0.113.11', nodePort: 31000 }),
});`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
  network: { nodeCidrs: ['10.96.16.0/24'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.nodePort({ address: '203.0.113.11', nodePort: 31000 }),
  network: { serviceCidrs: ['10.97.0.0/16'] },
});`,
  check(fleet, report) {
    eachTenant(fleet, (tenant, cluster) => {
      const reached = new Set<string>();
      if (tenant.endpoint.kind === 'nodePort') reached.add('nodeCidrs');
      if (tenant.endpoint.kind === 'clusterIp') reached.add('serviceCidrs');
      if (!tenant.konnectivity.enabled) for (const kind of ['nodeCidrs', 'podCidrs']) reached.add(kind);
      const theirs = rangesOf(cluster.network);
      if (reached.size === 0 || theirs.length === 0) return;
      const own = rangesOf(tenant.network);
      for (const range of own) {
        const other = theirs.find((their) => reached.has(their.kind) && overlaps(their.cidr, range.cidr));
        if (!other) continue;
        const free = nextFreeRange(
          range.cidr,
          [...own, ...theirs].map(({ cidr }) => cidr),
        );
        report({
          path: tenant.path,
          property: range.property,
          message: `${range.cidr.text} overlaps ${other.kind} ${other.cidr.text} of management cluster ${cluster.name}, which has to be reached.`,
          fix: free ? `the next free range is ${free.text}.` : 'choose a range outside of it.',
        });
      }
    });
  },
};
