import type { FleetModel, ManagementClusterModel, Rule, TenantModel } from '../../../model';
import { isKamaji } from '../options';
import { describedStores } from '../stores';
import { eachKamajiCluster, existingStore, kamajiProgram } from './tenants';

const NATS = `{ dataStores: { nats: {
  driver: 'NATS',
  endpoints: ['nats.data.svc:4222'],
  basicAuth: {
    username: { name: 'nats', namespace: 'data', key: 'username' },
    password: { name: 'nats', namespace: 'data', key: 'password' },
  },
} } }`;

const BEFORE = `const nats = ${existingStore('nats')};`;

const SECOND = `new TenantControlPlane(us, 'team-c', {
  version: '1.35.4',
  store: nats,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.12' }),
});`;

/** CLN7016 */
export const natsShared: Rule = {
  code: 'CLN7016',
  severity: 'error',
  title: 'a NATS store that tenants share',
  explanation:
    'For NATS Kamaji makes no users: every tenant gets the store’s own credentials and could read and write the others’ data. One store holds one tenant. See https://kamaji.clastix.io/guides/alternative-datastore/.',
  wrong: `${kamajiProgram({ cluster: NATS, before: BEFORE, store: 'nats' })}\n${SECOND}`,
  right: kamajiProgram({ cluster: NATS, before: BEFORE, store: 'nats' }),
  check(fleet, report) {
    for (const { cluster, name, tenants } of natsStores(fleet)) {
      for (const tenant of tenants.slice(1)) {
        report({
          path: tenant.path,
          property: 'store',
          message: `store ${name} of ${cluster.name} holds ${tenants[0]?.path ?? ''} already, and NATS cannot keep tenants apart.`,
          fix: 'give each tenant a NATS of its own, or use another driver.',
        });
      }
    }
  },
};

interface NatsStore {
  readonly cluster: ManagementClusterModel;
  readonly name: string;
  readonly tenants: readonly TenantModel[];
}

function natsStores(fleet: FleetModel): readonly NatsStore[] {
  const stores: NatsStore[] = [];
  eachKamajiCluster(fleet, (cluster) => {
    for (const [name, { driver }] of Object.entries(describedStores(cluster)))
      if (driver === 'NATS') stores.push({ cluster, name, tenants: tenantsIn(name, cluster) });
  });
  return stores;
}

function tenantsIn(name: string, { tenants }: ManagementClusterModel): readonly TenantModel[] {
  return tenants.filter(({ engine, store }) => isKamaji(engine) && store.kind === 'shared' && store.name === name);
}
