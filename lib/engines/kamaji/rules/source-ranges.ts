import type { Rule } from '../../../model';
import { eachKamajiTenant, kamajiProgram } from './tenants';

const MOST = 16;

function program(count: number): string {
  return kamajiProgram({
    endpoint: `Endpoint.loadBalancer({
    address: '203.0.113.11',
    sourceRanges: Array.from({ length: ${count} }, (_, index) => \`198.51.100.\${index}/32\` as const),
  })`,
  });
}

/** CLN7009 */
export const sourceRanges: Rule = {
  code: 'CLN7009',
  severity: 'error',
  title: 'more source ranges than Kamaji takes',
  explanation:
    'A TenantControlPlane lists at most 16 source ranges for its load balancer; the API server of the management cluster refuses more. See https://kamaji.clastix.io/reference/api/.',
  wrong: program(MOST + 1),
  right: program(MOST),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, endpoint }) => {
      if (endpoint.kind !== 'loadBalancer' || endpoint.sourceRanges.length <= MOST) return;
      report({
        path,
        property: 'endpoint.sourceRanges',
        message: `there are ${endpoint.sourceRanges.length} ranges, and Kamaji takes ${MOST}.`,
        fix: 'join neighbouring ranges, or filter in front of the load balancer.',
      });
    });
  },
};
