import { parseIp } from '../../../kubernetes';
import type { EndpointModel, Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

const PROGRAM = (address: string) => `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '${address}' }),
  network: { podCidrs: ['fd00:10:244::/56'], serviceCidrs: ['fd00:10:96::/112'] },
});`;

/** CLN1015 */
export const endpointFamily: Rule = {
  code: 'CLN1015',
  severity: 'error',
  title: 'an endpoint of another address family than the Services',
  explanation:
    'Pods reach their API server through the Service kubernetes, which is of the family of the primary service range and of no other, in dual-stack tenants too. An endpoint of another family cannot stand behind it: the Service has no endpoints, and DNS, the tunnel’s agents and every controller in the tenant find no API server. See https://github.com/kubernetes/enhancements/issues/2438.',
  wrong: PROGRAM('203.0.113.11'),
  right: PROGRAM('2001:db8::11'),
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint, network }) => {
      const [property, text] = addressOf(endpoint);
      const address = parseIp(text);
      const primary = rangesOf(network).find(({ kind }) => kind === 'serviceCidrs');
      if (!address.ok || !primary || address.value.family === primary.cidr.family) return;
      report({
        path,
        property,
        message: `${address.value.text} is IPv${address.value.family}; the Service kubernetes is IPv${primary.cidr.family} like ${primary.property} ${primary.cidr.text}.`,
        fix: `an IPv${primary.cidr.family} address, or an IPv${address.value.family} range as the first of network.serviceCidrs.`,
      });
    });
  },
};

function addressOf(endpoint: EndpointModel): readonly [string, string | null] {
  return endpoint.kind === 'clusterIp'
    ? ['endpoint.clusterIp', endpoint.clusterIp]
    : ['endpoint.address', endpoint.address];
}
