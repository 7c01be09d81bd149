import { KUBELET_MINORS_OLDER, kubeletSkew, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { eachPool } from '../../walk';

/** CLN1311 */
export const workerSkew: Rule = {
  code: 'CLN1311',
  severity: 'error',
  title: 'workers that are too new or too old for their control plane',
  explanation:
    'A kubelet may be up to three minors older than its API server and never newer: it would ask for APIs that are not there. Upgrade the control plane first, then the workers. The components of one control plane share a version, so no other skew can arise. See https://kubernetes.io/releases/version-skew-policy/.',
  wrong: `new WorkerPool(team, 'general', {
  version: '1.36.3',
  machines: Machines.existing(),
  size: 3,
});`,
  right: `new WorkerPool(team, 'general', {
  version: '1.35.4',
  machines: Machines.existing(),
  size: 3,
});`,
  check(fleet, report) {
    eachPool(fleet, (pool, tenant) => {
      const control = parseVersion(tenant.version);
      const worker = parseVersion(pool.version);
      // A tenant's unreadable version is CLN1301; a pool's is reported here.
      if (!worker.ok) {
        report({
          path: pool.path,
          property: 'version',
          message: `${worker.problem}.`,
          fix: `version: '${worker.suggestion ?? tenant.version}'.`,
        });
        return;
      }
      if (!control.ok) return;
      const skew = kubeletSkew(control.value, worker.value);
      if (skew === 'ok') return;
      report({
        path: pool.path,
        property: 'version',
        message: `workers ${pool.version} are ${skew === 'newer' ? 'newer than' : 'too old for'} their control plane ${tenant.version}; kubelets may be up to ${KUBELET_MINORS_OLDER} minors older, never newer.`,
        fix:
          skew === 'newer'
            ? `version: '${tenant.version}' or lower, or upgrade ${tenant.name} first.`
            : `version: '1.${control.value.minor - KUBELET_MINORS_OLDER}.0' or higher.`,
      });
    });
  },
};
