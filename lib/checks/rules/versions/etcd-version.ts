import { parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

/** Minors of etcd 3 that are rendered. https://etcd.io/docs/latest/op-guide/versioning/ */
const MINORS = [6, 7];

/** CLN1304 */
export const etcdVersion: Rule = {
  code: 'CLN1304',
  severity: 'error',
  title: 'an etcd version that Colonnade does not know',
  explanation:
    'etcd 3.5 and older miss the readiness endpoints and flags that are rendered, and an upgrade from 3.5 has to pass 3.5.20 or later first. Supported are 3.6 and 3.7. See https://etcd.io/docs/v3.6/upgrades/.',
  wrong: tenantProgram('', {
    store: `EtcdStore.dedicated({
    members: 3,
    volume: '16Gi',
    // @ts-expect-error the types refuse it too
    version: '3.4.27',
  })`,
  }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi', version: '3.6.16' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ version }, place) => {
      const read = parseVersion(version);
      const property = place.property('version');
      if (!read.ok) {
        report({ path: place.path, property, message: `${read.problem}.`, fix: "version: '3.6.16', or leave it out." });
      } else if (read.value.major !== 3 || !MINORS.includes(read.value.minor)) {
        report({
          path: place.path,
          property,
          message: `etcd ${version} is not supported; supported are 3.${MINORS.join(' and 3.')}.`,
          fix: "version: '3.6.16', or leave it out.",
        });
      }
    });
  },
};
