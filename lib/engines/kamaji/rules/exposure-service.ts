import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

const TENANT = "{ exposure: { ingress: { hostname: 'team-b.example.org' } } }";

/** CLN7007 */
export const exposureService: Rule = {
  code: 'CLN7007',
  severity: 'warning',
  title: 'a control plane that is exposed twice',
  explanation:
    'With an Ingress or a Gateway the Service only has to be reachable inside the management cluster. A load balancer or a node port beside it is a second way in, which neither the name nor the rules of the first one cover. See https://kamaji.clastix.io/guides/gateway-api/.',
  wrong: kamajiProgram({ tenant: TENANT }),
  right: kamajiProgram({ tenant: TENANT, endpoint: 'Endpoint.clusterIp()' }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, endpoint }, _cluster, { exposure }) => {
      if (exposure === undefined || endpoint.kind === 'clusterIp') return;
      report({
        path,
        property: 'endpoint',
        message: `the API server is behind ${exposure.ingress === undefined ? 'a Gateway' : 'an Ingress'} and a ${endpoint.kind} endpoint.`,
        fix: 'endpoint: Endpoint.clusterIp().',
      });
    });
  },
};
