import type { Rule } from '../../../model';

/** CLN6003 */
export const acknowledgedError: Rule = {
  code: 'CLN6003',
  readsFindings: true,
  severity: 'warning',
  title: 'an acknowledgement of an error',
  explanation:
    'Errors describe a fleet that cannot work, so they are never hidden; only warnings can be acknowledged. The acknowledgement has no effect.',
  wrong: "team.acknowledge('CLN1004', 'we know');",
  right: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  replicas: 1,
}).acknowledge('CLN2107', 'test cluster');`,
  check(fleet, report, { severities }) {
    for (const { code, path } of fleet.acknowledgements) {
      if (severities.get(code) !== 'error') continue;
      report({
        path,
        property: 'acknowledge',
        message: `${code} is an error and cannot be acknowledged.`,
        fix: 'mend what it reports and remove the acknowledgement.',
      });
    }
  },
};
