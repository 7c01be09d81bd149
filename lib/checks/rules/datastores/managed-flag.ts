import { MANAGED_ETCD_FLAGS } from '../../../engines/native';
import { RENDER_PROBLEMS } from '../../../findings';
import type { Rule } from '../../../model';
import { eachEtcd } from '../../walk';

const MANAGED = new Set(MANAGED_ETCD_FLAGS);

/** CLN4060: rendering refuses the same, one store at a time. */
export const managedEtcdFlag: Rule = {
  ...RENDER_PROBLEMS.managedEtcdFlag,
  severity: 'error',
  wrong: `const events = new EtcdStore(eu, 'events', {
  members: 3,
  volume: '16Gi',
  extraArgs: { 'data-dir': '/tmp' },
});
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: events,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  right: `const events = new EtcdStore(eu, 'events', {
  members: 3,
  volume: '16Gi',
  extraArgs: { 'max-txn-ops': '1024' },
});
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store: events,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});`,
  check(fleet, report) {
    eachEtcd(fleet, ({ extraArgs }, place) => {
      for (const flag of Object.keys(extraArgs)) {
        if (!MANAGED.has(flag)) continue;
        report({
          path: place.path,
          property: place.property(`extraArgs.${flag}`),
          message: `--${flag} of etcd is set by Colonnade, or works against what it sets.`,
          fix: 'leave it out; flags for tuning may be set.',
        });
      }
    });
  },
};
