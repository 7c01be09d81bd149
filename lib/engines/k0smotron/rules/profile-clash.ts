import type { Rule } from '../../../model';
import { stableJson } from '../../../kubernetes';
import { isK0sPool, k0sWorkerProfile } from '../../../workers';
import type { K0sPool } from '../../../workers';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

function pools(profile: string): string {
  const pool = (name: string, own: string, node: string): string =>
    [
      `new WorkerPool(hosted, '${name}', {`,
      '  machines: Machines.existing(),',
      '  size: 3,',
      `  bootstrap: { kind: 'k0s', version: '1.36.3+k0s.0', profile: '${own}' },`,
      `  node: { kubelet: ${node} },`,
      '});',
    ].join('\n');
  return `${pool('general', 'default', '{ maxPods: 110 }')}\n${pool('edge', profile, '{ maxPods: 16 }')}`;
}

/** CLN7212 */
export const profileClash: Rule = {
  code: 'CLN7212',
  severity: 'error',
  title: 'two pools with one worker profile and different settings',
  explanation:
    'Kubelets of k0s read their settings from the control plane, by the name of a worker profile. Two pools that share a profile share its settings: one of them would get those of the other. See https://docs.k0sproject.io/stable/worker-node-config/.',
  wrong: k0smotronProgram('', { pool: pools('default') }),
  right: k0smotronProgram('', { pool: pools('edge') }),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ workerPools }) => {
      const first = new Map<string, K0sPool>();
      for (const pool of workerPools.filter(isK0sPool)) {
        const { profile } = pool.bootstrap;
        const other = first.get(profile) ?? pool;
        first.set(profile, other);
        if (stableJson(k0sWorkerProfile(other)) === stableJson(k0sWorkerProfile(pool))) continue;
        report({
          path: pool.path,
          property: 'bootstrap.profile',
          message: `${other.path} has other settings for kubelets and the same profile ${JSON.stringify(profile)}.`,
          fix: `a profile of its own, for example profile: '${pool.name}'.`,
        });
      }
    });
  },
};
