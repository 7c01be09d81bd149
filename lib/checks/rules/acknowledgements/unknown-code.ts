import type { Rule } from '../../../model';

/** CLN6001 */
export const unknownCode: Rule = {
  code: 'CLN6001',
  readsFindings: true,
  severity: 'warning',
  title: 'an acknowledgement of a code that does not exist',
  explanation:
    'An acknowledgement hides the warnings of one code. A code that no rule has hides nothing: it was mistyped, or the rule is gone in this version. Codes of errors in the input and of this group cannot be acknowledged either.',
  wrong: "team.acknowledge('CLN2170', 'test cluster');",
  right: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  replicas: 1,
}).acknowledge('CLN2107', 'test cluster');`,
  check(fleet, report, { severities }) {
    for (const { code, path } of fleet.acknowledgements) {
      if (severities.has(code) && !code.startsWith('CLN60')) continue;
      report({
        path,
        property: 'acknowledge',
        message: severities.has(code)
          ? `${code} is about acknowledgements and cannot be acknowledged.`
          : `no rule has the code ${String(code).slice(0, 40)}.`,
        fix: "remove the acknowledgement, or acknowledge the code of a warning such as 'CLN2107'.",
      });
    }
  },
};
