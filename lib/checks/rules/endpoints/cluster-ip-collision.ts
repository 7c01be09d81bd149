import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { addTo, othersOf } from '../../walk';

/** CLN1209 */
export const clusterIpCollision: Rule = {
  code: 'CLN1209',
  severity: 'error',
  title: 'a cluster IP that two tenants claim',
  explanation:
    'A cluster IP belongs to one Service of the management cluster, whatever its ports; the second Service that asks for it is refused. See https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/.',
  wrong: `${tenantProgram('', { endpoint: "Endpoint.clusterIp({ clusterIp: '10.32.0.20' })" })}
${tenantProgram('', { name: 'team-c', endpoint: "Endpoint.clusterIp({ clusterIp: '10.32.0.20' })" })}`,
  right: `${tenantProgram('', { endpoint: "Endpoint.clusterIp({ clusterIp: '10.32.0.20' })" })}
${tenantProgram('', { name: 'team-c', endpoint: "Endpoint.clusterIp({ clusterIp: '10.32.0.21' })" })}`,
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const owners = new Map<string, { path: string }[]>();
      for (const { path, endpoint } of cluster.tenants) {
        if (endpoint.kind === 'clusterIp' && endpoint.clusterIp !== null) addTo(owners, endpoint.clusterIp, { path });
      }
      for (const [address, group] of owners) {
        for (const owner of group.slice(1)) {
          report({
            path: owner.path,
            property: 'endpoint.clusterIp',
            message: `${address} is also claimed by ${othersOf(group, owner)}.`,
            fix: 'choose another address, or leave clusterIp out.',
          });
        }
      }
    }
  },
};
