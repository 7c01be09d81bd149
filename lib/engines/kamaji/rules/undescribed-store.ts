import type { Rule } from '../../../model';
import { describedStores } from '../stores';
import { POSTGRESQL, eachKamajiTenant, existingStore, kamajiProgram } from './tenants';

/** CLN7012 */
export const undescribedStore: Rule = {
  code: 'CLN7012',
  severity: 'error',
  title: 'a store that exists already and that Kamaji is not told how to use',
  explanation:
    'Kamaji administers its stores: it makes users and removes data. For an etcd it needs the private key of the CA that clients are known by, and for a database a user and a password, all by reference to Secrets. An EtcdStore.fromEndpoints names a ClusterIssuer only. See https://kamaji.clastix.io/guides/alternative-datastore/.',
  wrong: kamajiProgram({ store: existingStore('pg') }),
  right: kamajiProgram({ cluster: POSTGRESQL, store: existingStore('pg') }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, store }, cluster) => {
      if (store.kind !== 'shared' || describedStores(cluster)[store.name] !== undefined) return;
      if (cluster.stores.find(({ name }) => name === store.name)?.origin !== 'external') return;
      report({
        path,
        property: 'store',
        message: `store ${store.name} exists already, and the engine of ${cluster.name} does not describe it.`,
        fix: `engine: kamaji({ dataStores: { '${store.name}': { driver, endpoints, … } } }) on ${cluster.name}.`,
      });
    });
  },
};
