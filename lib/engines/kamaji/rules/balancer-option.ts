import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

/** CLN7018 */
export const balancerOption: Rule = {
  code: 'CLN7018',
  severity: 'error',
  title: 'an option of load balancers without a load balancer',
  explanation:
    'Kamaji takes service.allocateLoadBalancerNodePorts for Services of type LoadBalancer only; the API server of the management cluster refuses it elsewhere. See https://kamaji.clastix.io/reference/api/.',
  wrong: kamajiProgram({
    tenant: '{ service: { allocateLoadBalancerNodePorts: false } }',
    endpoint: 'Endpoint.clusterIp()',
  }),
  right: kamajiProgram({ tenant: '{ service: { allocateLoadBalancerNodePorts: false } }' }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, endpoint }, _cluster, { service }) => {
      if (service?.allocateLoadBalancerNodePorts === undefined || endpoint.kind === 'loadBalancer') return;
      report({
        path,
        property: 'engine.options.service.allocateLoadBalancerNodePorts',
        message: `the endpoint is a ${endpoint.kind}, and only load balancers have this option.`,
        fix: 'leave it out, or use Endpoint.loadBalancer().',
      });
    });
  },
};
