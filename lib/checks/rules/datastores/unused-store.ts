import type { Rule } from '../../../model';

/** CLN1405 */
export const unusedStore: Rule = {
  code: 'CLN1405',
  severity: 'warning',
  title: 'a store that no tenant uses',
  explanation:
    'A store costs its members and volumes whether anybody uses it or not. Most often a tenant was meant to use it and got another one.',
  wrong: `const events = new EtcdStore(eu, 'events', { members: 3, volume: '16Gi' });
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `const events = new EtcdStore(eu, 'events', { members: 3, volume: '16Gi' });
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: events,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  needsWholeFleet: true,
  check(fleet, report) {
    for (const cluster of fleet.managementClusters) {
      const used = new Set(cluster.tenants.flatMap(({ store }) => (store.kind === 'shared' ? [store.name] : [])));
      for (const { path, name, origin } of cluster.stores) {
        if (used.has(name) || origin === 'external') continue;
        report({
          path,
          property: '',
          message: `no tenant of management cluster ${cluster.name} uses the store '${name}'.`,
          fix: "remove it, or acknowledge('CLN1405', 'tenants follow').",
        });
      }
    }
  },
};
