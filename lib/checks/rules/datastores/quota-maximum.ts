import { formatBytes } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

const SUGGESTED_MAX = 8 * 1024 ** 3;

/** CLN1406 */
export const quotaMaximum: Rule = {
  code: 'CLN1406',
  severity: 'warning',
  title: 'a quota above what etcd suggests',
  explanation:
    'etcd suggests at most 8 GiB and warns at start above it. A member that starts anew, or a new one, copies the whole database from the leader; with a large one that takes longer than the others keep its log, and it starts over. Spread tenants over several stores instead. See https://etcd.io/docs/v3.6/dev-guide/limit/#storage-size-limit.',
  wrong: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '64Gi', quota: '16Gi' })" }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '64Gi', quota: '8Gi' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ quotaBytes }, place) => {
      if (quotaBytes <= SUGGESTED_MAX) return;
      report({
        path: place.path,
        property: place.property('quota'),
        message: `a quota of ${formatBytes(quotaBytes)} is more than 8Gi, the most that etcd suggests.`,
        fix: "quota: '8Gi', and another store for further tenants.",
      });
    });
  },
};
