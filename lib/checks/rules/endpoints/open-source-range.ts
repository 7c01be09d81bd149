import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachTenant } from '../../walk';

const EVERYBODY = ['0.0.0.0/0', '::/0'];

/** CLN1206 */
export const openSourceRange: Rule = {
  code: 'CLN1206',
  severity: 'warning',
  title: 'a source range that lets everybody in beside narrower ones',
  explanation:
    'Source ranges are alternatives: one range that holds every address makes the others pointless. Most often a test setting was left in the list. See https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ (loadBalancerSourceRanges).',
  wrong: tenantProgram('', {
    endpoint: `Endpoint.loadBalancer({
    address: '203.0.113.11',
    sourceRanges: ['198.51.100.0/24', '0.0.0.0/0'],
  })`,
  }),
  right: tenantProgram('', {
    endpoint: `Endpoint.loadBalancer({
    address: '203.0.113.11',
    sourceRanges: ['198.51.100.0/24'],
  })`,
  }),
  check(fleet, report) {
    eachTenant(fleet, ({ path, endpoint }) => {
      if (endpoint.kind !== 'loadBalancer') return;
      const open = endpoint.sourceRanges.find((range) => EVERYBODY.includes(range));
      const family = open?.includes(':') === true;
      const others = endpoint.sourceRanges.filter((range) => range !== open && range.includes(':') === family);
      if (open === undefined || others.length === 0) return;
      report({
        path,
        property: 'endpoint.sourceRanges',
        message: `${open} lets in every address, so ${others.join(', ')} ${others.length === 1 ? 'has' : 'have'} no effect.`,
        fix: `remove ${open}, or remove the others.`,
      });
    });
  },
};
