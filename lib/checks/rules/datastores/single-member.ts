import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

/** CLN1402 */
export const singleMember: Rule = {
  code: 'CLN1402',
  severity: 'warning',
  title: 'a datastore with a single member',
  explanation:
    'One etcd member is no copy: while its node is drained or its volume moves, every tenant on it stands still, and with its volume the data is gone. Fine for tests, not for anything that people rely on. See https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance.',
  wrong: tenantProgram('', { store: "EtcdStore.dedicated({ members: 1, volume: '16Gi' })" }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ members }, place) => {
      if (members !== 1) return;
      report({
        path: place.path,
        property: place.property('members'),
        message: '1 etcd member cannot survive a node or volume failure.',
        fix: "members: 3, or acknowledge('CLN1402', 'test cluster').",
      });
    });
  },
};
