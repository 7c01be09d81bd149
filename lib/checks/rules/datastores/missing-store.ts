import type { Rule } from '../../rule';
import { tenantProgram } from '../../programs';

/** CLN1403 */
export const missingStore: Rule = {
  code: 'CLN1403',
  severity: 'error',
  title: 'a store that is not in the management cluster',
  explanation:
    'A tenant’s API servers talk to the shared store over the pod network of the management cluster they both run in, with a certificate that the store’s issuer signs there. A store in another management cluster, or in none, cannot be reached.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});
${tenantProgram().replace('(eu,', '(us,')}`,
  right: tenantProgram(),
  needsWholeFleet: true,
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const names = new Set(cluster.stores.map(({ name }) => name));
      for (const { path, store } of cluster.tenants) {
        if (store.kind !== 'shared' || names.has(store.name)) continue;
        const known = [...names].slice(0, 5).join(', ');
        report({
          path,
          property: 'store',
          message: `there is no store '${store.name}' in management cluster ${cluster.name}.`,
          fix: known === '' ? "store: 'dedicated', or add an EtcdStore." : `use one of its stores: ${known}.`,
        });
      }
    }
  },
};
