import type { Rule } from '../../../model';
import { isKamaji } from '../options';
import { eachKamajiTenant, kamajiProgram } from './tenants';

const BEFORE = "const data = new EtcdStore(us, 'data', { members: 3, volume: '16Gi' });";

/** CLN7013 */
export const foreignStore: Rule = {
  code: 'CLN7013',
  severity: 'error',
  title: 'a shared store that Kamaji does not have',
  explanation:
    'A shared store is rendered by the engine of its management cluster, and only Kamaji makes a DataStore of it. A tenant of Kamaji among those of another engine needs a store of its own. See https://kamaji.clastix.io/concepts/.',
  wrong: kamajiProgram({ engine: 'native()', tenant: '', before: BEFORE, store: 'data' }),
  right: kamajiProgram({ engine: 'native()', tenant: '' }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, store }, cluster) => {
      if (store.kind !== 'shared' || isKamaji(cluster.engine)) return;
      report({
        path,
        property: 'store',
        message: `store ${store.name} is rendered by engine ${cluster.engine.name}, so there is no DataStore for it.`,
        fix: "store: 'dedicated', or engine: kamaji() on the management cluster.",
      });
    });
  },
};
