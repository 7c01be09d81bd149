import type { Rule } from '../../../model';
import { describedStores } from '../stores';
import { POSTGRESQL, eachKamajiCluster, existingStore, kamajiProgram } from './tenants';

/** CLN7017 */
export const singleEndpoint: Rule = {
  code: 'CLN7017',
  severity: 'warning',
  title: 'further endpoints of a database that are not used',
  explanation:
    'Behind MySQL and PostgreSQL kine gets the first endpoint only, so the others do not help when that one is away. See https://kamaji.clastix.io/guides/alternative-datastore/.',
  wrong: kamajiProgram({
    cluster: POSTGRESQL.replace("['postgres.data.svc:5432']", "['pg-0.data.svc:5432', 'pg-1.data.svc:5432']"),
    store: existingStore('pg'),
  }),
  right: kamajiProgram({ cluster: POSTGRESQL, store: existingStore('pg') }),
  check(fleet, report) {
    eachKamajiCluster(fleet, (cluster) => {
      for (const [name, { driver, endpoints }] of Object.entries(describedStores(cluster))) {
        if (driver === 'etcd' || driver === 'NATS' || endpoints.length < 2) continue;
        report({
          path: cluster.path,
          property: `engine.options.dataStores.${name}.endpoints`,
          message: `of ${endpoints.length} endpoints of the ${driver} store ${name} only the first is used.`,
          fix: 'name one endpoint that leads to whichever server is there, for example a Service.',
        });
      }
    });
  },
};
