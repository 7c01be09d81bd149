import type { EtcdStoreModel, FleetModel, Rule } from '../../../model';
import { addTo, othersOf } from '../../walk';

/** CLN1404 */
export const prefixCollision: Rule = {
  code: 'CLN1404',
  severity: 'error',
  title: 'two tenants with the same keys in one datastore',
  explanation:
    'Tenants of a shared datastore are kept apart by a key prefix and a user whose role ends at that prefix. Two tenants with one prefix would read and overwrite each other’s objects; a prefix inside another gives its owner access to both. It happens with an external etcd that two management clusters use and tenants of the same name in both.',
  wrong: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});
for (const [index, cluster] of [eu, us].entries()) {
  new TenantControlPlane(cluster, 'team-b', {
    version: '1.35.4',
    store: EtcdStore.fromEndpoints(cluster, 'central', {
      endpoints: ['https://etcd.example.org:2379'],
      clusterIssuer: 'etcd',
    }),
    endpoint: Endpoint.loadBalancer({ address: \`203.0.113.\${11 + index}\` }),
  });
}`,
  right: `const us = new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});
for (const [index, cluster] of [eu, us].entries()) {
  new TenantControlPlane(cluster, 'team-b', {
    version: '1.35.4',
    namespace: \`tenant-team-b-\${index}\`,
    store: EtcdStore.fromEndpoints(cluster, 'central', {
      endpoints: ['https://etcd.example.org:2379'],
      clusterIssuer: 'etcd',
    }),
    endpoint: Endpoint.loadBalancer({ address: \`203.0.113.\${11 + index}\` }),
  });
}`,
  check(fleet, report) {
    for (const bindings of bindingsByDatastore(fleet).values()) {
      const sorted = bindings.sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
      const open: Binding[] = [];
      for (const binding of sorted) {
        while (open.length > 0 && !binding.prefix.startsWith(open.at(-1)?.prefix ?? '')) open.pop();
        const around = open.at(-1);
        if (around && around.namespace !== binding.namespace) reportPair(binding, around, report);
        open.push(binding);
      }
      const users = new Map<string, Binding[]>();
      for (const binding of bindings) addTo(users, binding.user, binding);
      for (const [user, group] of users) {
        for (const binding of group.slice(1)) {
          if (binding.prefix === group[0]?.prefix || binding.namespace === group[0]?.namespace) continue;
          report({
            path: binding.path,
            property: 'store',
            message: `the etcd user '${user}' is also that of ${othersOf(group, binding)}.`,
            fix: 'give one of them another namespace.',
          });
        }
      }
    }
  },
};

interface Binding {
  readonly path: string;
  /** With a slash at the end, so that one is inside another exactly when it starts with it. */
  readonly prefix: string;
  readonly user: string;
  /** Two in one namespace are CLN1103. */
  readonly namespace: string;
}

function reportPair(binding: Binding, around: Binding, report: Parameters<Rule['check']>[1]): void {
  const same = binding.prefix === around.prefix;
  report({
    path: binding.path,
    property: 'store',
    message: same
      ? `the key prefix ${binding.prefix} is also that of ${around.path}, in the same datastore.`
      : `the key prefix ${binding.prefix} lies inside ${around.prefix} of ${around.path}, in the same datastore.`,
    fix: 'give one of them another namespace.',
  });
}

function bindingsByDatastore(fleet: FleetModel): Map<string, Binding[]> {
  const bindings = new Map<string, Binding[]>();
  for (const cluster of fleet.managementClusters) {
    const stores = new Map(cluster.stores.map((store) => [store.name, store]));
    for (const tenant of cluster.tenants) {
      if (tenant.store.kind !== 'shared') continue;
      const store = stores.get(tenant.store.name);
      const { prefix, user } = tenant.store;
      if (store)
        addTo(bindings, datastoreKey(store), {
          path: tenant.path,
          prefix: `${prefix}/`,
          user,
          namespace: `${cluster.path} ${tenant.namespace}`,
        });
    }
  }
  return bindings;
}

/** A managed store is one datastore; an external one is told by its endpoints, whoever imports it. */
function datastoreKey(store: EtcdStoreModel): string {
  return store.origin === 'managed' ? store.path : [...store.endpoints].sort().join();
}
