import type { EndpointModel, Rule, TenantModel } from '../../../model';
import { tenantProgram } from '../../programs';
import { addTo, eachTenant, othersOf } from '../../walk';

/** CLN1201 */
export const duplicateAddress: Rule = {
  code: 'CLN1201',
  severity: 'error',
  title: 'two endpoints with the same address and port',
  explanation:
    'An address and port lead to one API server. When two tenants claim the same, one load balancer stays pending or, worse, clients and nodes of one tenant reach the other. The tunnel’s port counts too: agents dial it on the same address.',
  wrong: tenantProgram('', { endpoint: "Endpoint.loadBalancer({ address: '203.0.113.10' })" }),
  right: tenantProgram('', { endpoint: "Endpoint.loadBalancer({ address: '203.0.113.11' })" }),
  check(fleet, report) {
    const owners = new Map<string, TenantModel[]>();
    eachTenant(fleet, (tenant) => {
      for (const key of new Set(addressesOf(tenant))) addTo(owners, key, tenant);
    });
    const reported = new Set<TenantModel>();
    for (const [key, group] of owners) {
      for (const tenant of group.slice(1)) {
        if (reported.has(tenant)) continue;
        reported.add(tenant);
        report({
          path: tenant.path,
          property: 'endpoint',
          message: `${key} is also the endpoint of ${othersOf(group, tenant)}.`,
          fix: 'give each tenant an address of its own, or another port.',
        });
      }
    }
  },
};

function addressesOf({ endpoint, konnectivity }: TenantModel): string[] {
  const host = hostOf(endpoint);
  // Node ports are compared by the rule that knows which nodes have them.
  if (host === null || endpoint.kind !== 'loadBalancer') return [];
  const ports = konnectivity.enabled ? [endpoint.port, konnectivity.port] : [endpoint.port];
  return ports.map((port) => `${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function hostOf(endpoint: EndpointModel): string | null {
  if (endpoint.kind !== 'loadBalancer') return null;
  return endpoint.address ?? endpoint.hostname?.toLowerCase() ?? null;
}
