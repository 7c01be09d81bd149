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
    'A shared store is rendered by the engine that it was given, or else by that of its management cluster, and only Kamaji makes a DataStore of it. See https://kamaji.clastix.io/concepts/.',
  wrong: kamajiProgram({ engine: 'native()', tenant: '', before: BEFORE, store: 'data' }),
  right: kamajiProgram({
    engine: 'native()',
    tenant: '',
    before: BEFORE.replace('{ members', '{ engine: kamaji(), members'),
    store: 'data',
  }),
  check(fleet, report) {
    eachKamajiTenant(fleet, ({ path, store }, { stores }) => {
      if (store.kind !== 'shared') return;
      const engine = stores.find(({ name }) => name === store.name)?.engine ?? null;
      if (engine === null || isKamaji(engine)) return;
      report({
        path,
        property: 'store',
        message: `store ${store.name} is rendered by engine ${engine.name}, so there is no DataStore for it.`,
        fix: "engine: kamaji() on the store, or store: 'dedicated'.",
      });
    });
  },
};
