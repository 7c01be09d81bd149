import { freeRangeFinder } from '../../../kubernetes';
import type { Rule, TenantModel } from '../../../model';
import { findOverlaps, rangesOf } from '../../networks';
import type { OwnedRange } from '../../networks';
import { addTo, eachTenant } from '../../walk';

/** Suggestions per network: each may have to look at every range that is taken. */
const SUGGESTIONS = 1000;

/** CLN1007 */
export const sharedNetworkOverlap: Rule = {
  code: 'CLN1007',
  severity: 'error',
  title: 'overlapping ranges of tenants that share a network',
  explanation:
    'Tenants with the same network.sharedNetwork can reach each other’s pods and Services, as in a mesh, with a peered network or with routed pods. An address that two of them use is reached in one and missing in the other. Tenants that share nothing may use the same ranges.',
  wrong: `for (const [index, name] of ['team-b', 'team-c'].entries()) {
  new TenantControlPlane(eu, name, {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ address: \`203.0.113.\${11 + index}\` }),
    network: { sharedNetwork: 'mesh' },
  });
}`,
  right: `for (const [index, name] of ['team-b', 'team-c'].entries()) {
  new TenantControlPlane(eu, name, {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ address: \`203.0.113.\${11 + index}\` }),
    network: {
      sharedNetwork: 'mesh',
      podCidrs: [\`10.\${128 + index}.0.0/16\`],
      serviceCidrs: [\`10.96.\${index * 16}.0/20\`],
    },
  });
}`,
  check(fleet, report) {
    const networks = new Map<string, OwnedRange<TenantModel>[]>();
    eachTenant(fleet, (tenant) => {
      const { sharedNetwork } = tenant.network;
      if (sharedNetwork === null) return;
      for (const range of rangesOf(tenant.network)) addTo(networks, sharedNetwork, { ...range, owner: tenant });
    });
    for (const [name, ranges] of networks) {
      const findFree = freeRangeFinder(ranges.map(({ cidr }) => cidr));
      for (const [index, [outer, inner]] of findOverlaps(ranges).entries()) {
        const next = index < SUGGESTIONS ? findFree(inner.cidr) : undefined;
        report({
          path: inner.owner.path,
          property: inner.property,
          message: `${inner.cidr.text} overlaps ${outer.kind} ${outer.cidr.text} of ${outer.owner.path} in the shared network '${name}'.`,
          fix: next
            ? `the next free range is ${next.text}.`
            : 'choose a range that no other tenant of this network has.',
        });
      }
    }
  },
};
