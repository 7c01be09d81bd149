import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

const MAX_MEMBERS = 7;

/** CLN1401 */
export const etcdMembers: Rule = {
  code: 'CLN1401',
  severity: 'error',
  title: 'an even number of etcd members, or too many',
  explanation:
    'etcd needs a majority. Two members survive the loss of none, four of one, like one and three do: the extra member only adds another machine that can fail. More than seven slow every write down. See https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members.',
  wrong: tenantProgram('', {
    store: `EtcdStore.dedicated({
    // @ts-expect-error the types refuse it too
    members: 2,
    volume: '16Gi',
  })`,
  }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ members }, place) => {
      if (members % 2 === 1 && members > 0 && members <= MAX_MEMBERS) return;
      const tolerated = Math.max(0, Math.ceil(members / 2) - 1);
      report({
        path: place.path,
        property: place.property('members'),
        message:
          members > MAX_MEMBERS
            ? `${members} members make every write slower; at most ${MAX_MEMBERS} are useful.`
            : `${members} members survive the loss of ${tolerated}, no more than ${Math.max(1, members - 1)} would.`,
        fix: `members: ${members < 3 ? 3 : 5}.`,
      });
    });
  },
};
