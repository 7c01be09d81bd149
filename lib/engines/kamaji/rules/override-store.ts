import type { ManagementClusterModel, Rule, TenantModel } from '../../../model';
import { storeCaName } from '../../../pki';
import type { DataStoreOptions } from '../data-store';
import { describedStores } from '../stores';
import { eachKamajiTenant, etcdDescription, existingStore, kamajiProgram } from './tenants';

function program(eventsCa: string): string {
  return kamajiProgram({
    cluster: `{ dataStores: { ${etcdDescription('main', 'main-ca')}, ${etcdDescription('events', eventsCa)} } }`,
    tenant: "{ dataStoreOverrides: [{ resource: '/events', dataStore: 'events' }] }",
    store: existingStore('main'),
  });
}

/** CLN7014 */
export const overrideStore: Rule = {
  code: 'CLN7014',
  severity: 'error',
  title: 'an override with a store that cannot stand beside the tenant’s own',
  explanation:
    'An API server has one client certificate and one CA for all its etcds, so the store of an override has to be an etcd and to share the CA of the tenant’s own. Kamaji checks overrides only where no store is named, which is never the case here. See https://kamaji.clastix.io/guides/datastore-overrides/.',
  wrong: program('events-ca'),
  right: program('main-ca'),
  check(fleet, report) {
    eachKamajiTenant(fleet, (tenant, cluster, { dataStoreOverrides = [] }) => {
      dataStoreOverrides.forEach(({ dataStore }, index) => {
        const problem = problemOf(tenant, cluster, dataStore);
        if (problem === undefined) return;
        report({
          path: tenant.path,
          property: `engine.options.dataStoreOverrides[${index}].dataStore`,
          message: `${dataStore} ${problem}.`,
          fix: 'name an etcd whose CA is that of the tenant’s store.',
        });
      });
    });
  },
};

function problemOf(tenant: TenantModel, cluster: ManagementClusterModel, override: string): string | undefined {
  const described = describedStores(cluster)[override];
  if (described !== undefined && described.driver !== 'etcd') return `is a ${described.driver}, not an etcd`;
  const ca = authorityOf(override, cluster);
  if (ca === undefined) return 'is no store of this management cluster';
  if (tenant.store.kind === 'dedicated') return 'has another CA than the tenant’s own etcd';
  return ca === authorityOf(tenant.store.name, cluster) ? undefined : `has another CA than ${tenant.store.name}`;
}

/** Namespace and name of the Secret with a store's CA. */
function authorityOf(name: string, cluster: ManagementClusterModel): string | undefined {
  const described: DataStoreOptions | undefined = describedStores(cluster)[name];
  if (described?.tls !== undefined) {
    const { certificate } = described.tls.certificateAuthority;
    return `${certificate.namespace}/${certificate.name}`;
  }
  const store = cluster.stores.find((candidate) => candidate.name === name);
  return store?.origin === 'managed' ? `${cluster.certManager.namespace}/${storeCaName(store)}` : undefined;
}
