import type { Rule } from '../../../model';
import { acknowledgedPlaces, placesAbove } from '../../acknowledgements';

/** CLN6002 */
export const unneededAcknowledgement: Rule = {
  code: 'CLN6002',
  readsFindings: true,
  severity: 'warning',
  title: 'an acknowledgement of a warning that no longer occurs',
  explanation:
    'The reason for the acknowledgement is gone. Left in place it would hide the warning when it comes back, perhaps for another reason.',
  wrong: "team.acknowledge('CLN2107', 'test cluster');",
  right: `new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  replicas: 1,
}).acknowledge('CLN2107', 'test cluster');`,
  needsWholeFleet: true,
  check(fleet, report, { found, severities }) {
    const places = acknowledgedPlaces(fleet.acknowledgements);
    const used = new Set<string>();
    for (const finding of found) {
      for (const path of placesAbove(finding, places)) used.add(`${finding.code} ${path}`);
    }
    for (const { code, path } of fleet.acknowledgements) {
      if (severities.get(code) !== 'warning' || code.startsWith('CLN60') || used.has(`${code} ${path}`)) continue;
      report({
        path,
        property: 'acknowledge',
        message: `${code} is acknowledged here but no longer occurs.`,
        fix: 'remove the acknowledgement.',
      });
    }
  },
};
