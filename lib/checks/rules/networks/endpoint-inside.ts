import { contains, parseIp } from '../../../kubernetes';
import type { EndpointModel, Rule } from '../../../model';
import { rangesOf } from '../../networks';
import { eachTenant } from '../../walk';

/** CLN1008 */
export const endpointInside: Rule = {
  code: 'CLN1008',
  severity: 'error',
  title: 'an endpoint inside the tenant’s own ranges',
  explanation:
    'Workers dial the endpoint from inside the tenant. An endpoint address that lies in the pod or Service range of the tenant is looked for inside of it and never reached: nodes join once and then lose their control plane as soon as kube-proxy or the network plugin starts.',
  wrong: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '10.96.200.1' }),
});`,
  right: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint, network }) => {
      const [property, text] = addressOf(endpoint);
      const address = parseIp(text);
      if (!address.ok) return;
      const range = rangesOf(network).find(({ cidr }) => contains(cidr, address.value));
      if (!range) return;
      report({
        path,
        property,
        message: `${address.value.text} lies inside ${range.kind} ${range.cidr.text} of the same tenant.`,
        fix: `choose an address outside of ${range.cidr.text}, or another range.`,
      });
    });
  },
};

function addressOf(endpoint: EndpointModel): readonly [string, string | null] {
  return endpoint.kind === 'clusterIp'
    ? ['endpoint.clusterIp', endpoint.clusterIp]
    : ['endpoint.address', endpoint.address];
}
