import { contains, parseIp } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1208 */
export const clusterIpRange: Rule = {
  code: 'CLN1208',
  severity: 'error',
  title: 'a cluster IP outside the management cluster’s Service range',
  explanation:
    'A Service of type ClusterIP gets its address from the Service ranges of the management cluster, which refuses any other. Checked when the management cluster’s network.serviceCidrs are described. See https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing(),
  engine: native(),
  network: { serviceCidrs: ['10.32.0.0/16'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.clusterIp({ clusterIp: '10.33.0.20' }),
});`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing(),
  engine: native(),
  network: { serviceCidrs: ['10.32.0.0/16'] },
});
new TenantControlPlane(us, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi' }),
  endpoint: Endpoint.clusterIp({ clusterIp: '10.32.0.20' }),
});`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint }, cluster) => {
      if (endpoint.kind !== 'clusterIp' || endpoint.clusterIp === null) return;
      const address = parseIp(endpoint.clusterIp);
      const ranges = rangesOf(cluster.network).filter(({ kind }) => kind === 'serviceCidrs');
      if (!address.ok || ranges.length === 0 || ranges.some(({ cidr }) => contains(cidr, address.value))) return;
      report({
        path,
        property: 'endpoint.clusterIp',
        message: `${endpoint.clusterIp} lies outside of ${ranges.map(({ cidr }) => cidr.text).join(', ')}, the Service range of ${cluster.name}.`,
        fix: 'choose an address inside of it, or leave clusterIp out.',
      });
    });
  },
};
