import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';

/** CLN1403 */
export const missingStore: Rule = {
  code: 'CLN1403',
  severity: 'error',
  title: 'a store that is not in the management cluster',
  explanation:
    'A tenant’s API servers talk to the shared store over the pod network of the management cluster they both run in, with a certificate that the store’s issuer signs there. A store that the management cluster does not hold is not rendered, and an etcd that exists already has to be imported so that its address and issuer are known.',
  wrong: `import { Construct } from 'constructs';

class LegacyStore extends Construct {
  readonly storeName = 'legacy';
}
${tenantProgram('', { store: "new LegacyStore(eu, 'legacy')" })}`,
  right: tenantProgram('', {
    store: `EtcdStore.fromEndpoints(eu, 'legacy', {
    endpoints: ['https://etcd.example.org:2379'],
    clusterIssuer: 'legacy-etcd',
  })`,
  }),
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
