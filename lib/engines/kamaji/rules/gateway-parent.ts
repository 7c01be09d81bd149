import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

function program(parents: string): string {
  return kamajiProgram({
    tenant: `{ exposure: { gateway: { hostname: 'team-b.example.org', parentRefs: [${parents}] } } }`,
    endpoint: 'Endpoint.clusterIp()',
  });
}

/** CLN7006 */
export const gatewayParent: Rule = {
  code: 'CLN7006',
  severity: 'error',
  title: 'routes that do not attach to exactly one Gateway',
  explanation:
    'Kamaji reads the address of a control plane from the one Gateway that its route is attached to; with none or several it reports an error in the status and nothing else happens. See https://kamaji.clastix.io/guides/gateway-api/.',
  wrong: program("{ name: 'public' }, { name: 'internal' }"),
  right: program("{ name: 'public', namespace: 'gateways' }"),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path }, _cluster, { exposure }) => {
      const parents = exposure?.gateway?.parentRefs;
      if (parents === undefined || parents.length === 1) return;
      report({
        path,
        property: 'engine.options.exposure.gateway.parentRefs',
        message: `there are ${parents.length} Gateways.`,
        fix: 'name one Gateway.',
      });
    });
  },
};
