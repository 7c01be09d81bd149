import type { ManagementClusterModel, Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { addTo, othersOf } from '../../walk';

interface Claim {
  readonly path: string;
  readonly property: string;
}

/** CLN1205 */
export const nodePortCollision: Rule = {
  code: 'CLN1205',
  severity: 'error',
  title: 'a node port that two tenants claim',
  explanation:
    'A node port belongs to one Service of the management cluster; the second Service that asks for it is refused. Each tenant needs two: one for its API server and, unless konnectivity is off, one for its tunnel, by default the next.',
  wrong: `${tenantProgram('', { endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 31000 })" })}
${tenantProgram('', { name: 'team-c', endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 31001 })" })}`,
  right: `${tenantProgram('', { endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 31000 })" })}
${tenantProgram('', { name: 'team-c', endpoint: "Endpoint.nodePort({ address: '203.0.113.20', nodePort: 31002 })" })}`,
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const claims = claimsOf(cluster);
      const [first, last] = cluster.host.nodePortRange;
      let candidate = first;
      for (const [port, group] of claims) {
        for (const claim of group.slice(1)) {
          if (claim.path === group[0]?.path) continue;
          while (candidate <= last && claims.has(candidate)) candidate += 1;
          report({
            ...claim,
            message: `node port ${port} is also claimed by ${othersOf(group, claim)}.`,
            fix: candidate <= last ? `the next free node port is ${candidate}.` : 'the range of the host is used up.',
          });
          candidate += 1;
        }
      }
    }
  },
};

function claimsOf(cluster: ManagementClusterModel): Map<number, Claim[]> {
  const claims = new Map<number, Claim[]>();
  for (const { path, endpoint, konnectivity } of cluster.tenants) {
    if (endpoint.kind !== 'nodePort') continue;
    addTo(claims, endpoint.nodePort, { path, property: 'endpoint.nodePort' });
    if (!konnectivity.enabled || endpoint.konnectivityNodePort === null) continue;
    addTo(claims, endpoint.konnectivityNodePort, { path, property: 'endpoint.konnectivityNodePort' });
  }
  return claims;
}
