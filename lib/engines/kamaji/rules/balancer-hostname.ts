import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7004 */
export const balancerHostname: Rule = {
  code: 'CLN7004',
  severity: 'error',
  title: 'a load balancer without an IP address',
  explanation:
    'Kamaji advertises an IP address inside the tenant, and refuses a load balancer that has a host name only, as those of AWS, unless it is told the address. See https://github.com/clastix/kamaji/issues/688.',
  wrong: kamajiProgram({ endpoint: "Endpoint.loadBalancer({ hostname: 'api.example.org' })" }),
  right: kamajiProgram({
    tenant: "{ network: { address: '203.0.113.11' } }",
    endpoint: "Endpoint.loadBalancer({ hostname: 'api.example.org' })",
  }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, endpoint }, { host }, { network }) => {
      if (endpoint.kind !== 'loadBalancer' || endpoint.address !== null || network?.address !== undefined) return;
      const named = endpoint.hostname !== null;
      if (!named && host.loadBalancer !== 'hostname') return;
      report({
        path,
        property: 'endpoint',
        message: named
          ? `the endpoint is the name ${endpoint.hostname}, and Kamaji needs an IP address.`
          : `load balancers of host ${host.name} give host names only, and Kamaji needs an IP address.`,
        fix: 'say the address: Endpoint.loadBalancer({ address }) or kamaji({ network: { address } }).',
      });
    });
  },
};
