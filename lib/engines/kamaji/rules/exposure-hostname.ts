import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7005 */
export const exposureHostname: Rule = {
  code: 'CLN7005',
  severity: 'error',
  title: 'an Ingress or a Gateway without a host name',
  explanation:
    'API servers behind one address are told apart by the name that clients ask for. Kamaji accepts an Ingress or a Gateway without one and then fails to reconcile it. See https://kamaji.clastix.io/guides/gateway-api/.',
  wrong: kamajiProgram({
    tenant: "{ exposure: { ingress: { hostname: '', ingressClassName: 'nginx' } } }",
    endpoint: 'Endpoint.clusterIp()',
  }),
  right: kamajiProgram({
    tenant: "{ exposure: { ingress: { hostname: 'team-b.example.org', ingressClassName: 'nginx' } } }",
    endpoint: 'Endpoint.clusterIp()',
  }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path }, _cluster, { exposure }) => {
      if (exposure === undefined || (exposure.ingress ?? exposure.gateway).hostname !== '') return;
      report({
        path,
        property: `engine.options.exposure.${exposure.ingress === undefined ? 'gateway' : 'ingress'}.hostname`,
        message: 'there is no host name.',
        fix: "write the name under which this API server is reached, for example 'team-b.example.org'.",
      });
    });
  },
};
