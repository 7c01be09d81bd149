import type { Rule } from '../../../model';
import { etcdMembers, storageOf } from '../options';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7205 */
export const etcdMemberCount: Rule = {
  code: 'CLN7205',
  severity: 'error',
  title: 'a number of etcd members that k0smotron does not run',
  explanation:
    'k0smotron gives etcd as many members as the control plane has replicas, rounded up to an odd number, adds them one at a time and never takes one away. Another number cannot be asked for. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram('', { store: "EtcdStore.dedicated({ members: 5, volume: '16Gi' })", props: 'replicas: 2,' }),
  right: k0smotronProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi' })", props: 'replicas: 2,' }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, (tenant) => {
      const { path, replicas, store } = tenant;
      const members = etcdMembers(tenant);
      if (store.kind !== 'dedicated' || storageOf(tenant).kind !== 'etcd' || store.cluster.members === members) return;
      report({
        path,
        property: 'store.members',
        message: `k0smotron runs ${String(members)} members of etcd for replicas: ${String(replicas)} (got ${String(store.cluster.members)}).`,
        fix: `members: ${String(members)}, or replicas: ${String(store.cluster.members)}.`,
      });
    });
  },
};
