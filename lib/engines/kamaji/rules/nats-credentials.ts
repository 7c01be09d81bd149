import type { Rule } from '../../../model';
import { describedStores } from '../stores';
import { eachKamajiCluster, existingStore, kamajiProgram } from './tenants';

const TLS = "tls: { certificateAuthority: { certificate: { name: 'nats-ca', namespace: 'data', key: 'ca.crt' } } },";
const CREDENTIALS = `basicAuth: {
    username: { name: 'nats', namespace: 'data', key: 'username' },
    password: { name: 'nats', namespace: 'data', key: 'password' },
  },`;

function program(further: string): string {
  return kamajiProgram({
    cluster: `{ dataStores: { nats: {
  driver: 'NATS',
  endpoints: ['nats.data.svc:4222'],
  ${TLS}${further}
} } }`,
    store: existingStore('nats'),
  });
}

/** CLN7015 */
export const natsCredentials: Rule = {
  code: 'CLN7015',
  severity: 'error',
  title: 'a NATS store without a user',
  explanation:
    'Kamaji accepts a NATS store with TLS and nothing else, and then stops with a nil dereference when it composes the credentials. See https://kamaji.clastix.io/guides/alternative-datastore/.',
  wrong: program(''),
  right: program(`\n  ${CREDENTIALS}`),
  check(fleet, report) {
    eachKamajiCluster(fleet, (cluster) => {
      for (const [name, { driver, basicAuth }] of Object.entries(describedStores(cluster))) {
        if (driver !== 'NATS' || basicAuth !== undefined) continue;
        report({
          path: cluster.path,
          property: `engine.options.dataStores.${name}.basicAuth`,
          message: `store ${name} has no user and no password, which Kamaji needs for NATS.`,
          fix: 'basicAuth: { username, password }, by reference to a Secret.',
        });
      }
    });
  },
};
