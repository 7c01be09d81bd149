import { parseIp } from '../../../kubernetes';
import type { Rule, TenantModel } from '../../../model';
import { tenantProgram } from '../../programs';
import { addTo, eachTenant, othersOf } from '../../walk';

/** CLN1202 */
export const duplicateName: Rule = {
  code: 'CLN1202',
  severity: 'error',
  title: 'two tenants that claim the same DNS name',
  explanation:
    'The serving certificate of a tenant says who answers under a name. When two tenants have certificates for the same name, a proxy that routes by server name (SNI) can only reach one of them, and each could stand in for the other towards clients that trust both.',
  wrong: tenantProgram('', {
    endpoint: `Endpoint.loadBalancer({ address: '203.0.113.11', extraSans: ['api.example.org'] })`,
  }).concat(`
new TenantControlPlane(eu, 'team-c', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.12', extraSans: ['api.example.org'] }),
});`),
  right: tenantProgram('', {
    endpoint: `Endpoint.loadBalancer({ address: '203.0.113.11', extraSans: ['team-b.example.org'] })`,
  }).concat(`
new TenantControlPlane(eu, 'team-c', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.12', extraSans: ['team-c.example.org'] }),
});`),
  check(fleet, report) {
    const owners = new Map<string, TenantModel[]>();
    eachTenant(fleet, (tenant) => {
      for (const name of namesOf(tenant)) addTo(owners, name, tenant);
    });
    for (const [name, group] of owners) {
      for (const tenant of group.slice(1)) {
        // The same host name twice with the same port is CLN1201.
        const isHost = (other: TenantModel) =>
          other.endpoint.kind === 'loadBalancer' && other.endpoint.hostname?.toLowerCase() === name;
        if (isHost(tenant) && group[0] && isHost(group[0]) && group[0].endpoint.port === tenant.endpoint.port) continue;
        report({
          path: tenant.path,
          property: isHost(tenant) ? 'endpoint.hostname' : 'endpoint.extraSans',
          message: `${name} is also claimed by ${othersOf(group, tenant)}.`,
          fix: 'give each tenant a name of its own.',
        });
      }
    }
  },
};

/** Names that lead to one tenant alone. An address of nodes is shared by design, and so are IP addresses of gateways. */
function namesOf({ endpoint }: TenantModel): Set<string> {
  const names = endpoint.extraSans.filter((san) => !parseIp(san).ok).map((san) => san.toLowerCase());
  if (endpoint.kind === 'loadBalancer' && endpoint.hostname !== null) names.push(endpoint.hostname.toLowerCase());
  return new Set(names);
}
