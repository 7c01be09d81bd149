import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

/** CLN1207 */
export const unstableAddress: Rule = {
  code: 'CLN1207',
  severity: 'warning',
  title: 'a load balancer without an address or name of yours',
  explanation:
    'Without address and hostname the endpoint is whatever the balancer gets. Nodes and kubeconfigs remember it: when the balancer is made anew, in a restore or a migration, every node of the tenant has to join again. A reserved address or a DNS name of yours stays.',
  wrong: tenantProgram('', { endpoint: 'Endpoint.loadBalancer()' }),
  right: tenantProgram('', { endpoint: "Endpoint.loadBalancer({ hostname: 'team-b.example.org' })" }),
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint }, { host }) => {
      if (endpoint.kind !== 'loadBalancer' || endpoint.address !== null || endpoint.hostname !== null) return;
      if (host.loadBalancer === 'none') return;
      const fixed =
        host.loadBalancer === 'static-ip' ? "{ address: '203.0.113.10' }" : "{ hostname: 'api.example.org' }";
      report({
        path,
        property: 'endpoint',
        message: 'the load balancer has neither address nor hostname, so workers have nothing stable to dial.',
        fix: `Endpoint.loadBalancer(${fixed}), or acknowledge('CLN1207', 'test cluster').`,
      });
    });
  },
};
