import { SUPPORTED_MINORS, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';

const OLDEST = SUPPORTED_MINORS[0];

/** CLN1302 */
export const managementVersion: Rule = {
  code: 'CLN1302',
  severity: 'error',
  title: 'a management cluster that is too old',
  explanation:
    'Rendered manifests use ValidatingAdmissionPolicies and fields of pods that older API servers refuse or drop silently. 1.33 is the oldest minor of a management cluster that Colonnade supports; upstream itself only maintains the newest minors. See https://kubernetes.io/releases/.',
  wrong: `new ManagementCluster(fleet, 'us-1', {
  // @ts-expect-error the types refuse it too
  version: '1.28.4',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});`,
  right: `new ManagementCluster(fleet, 'us-1', {
  version: '1.36.3',
  host: existing({ loadBalancer: 'static-ip' }),
  engine: native(),
});`,
  check(fleet, report) {
    for (const { path, version } of fleet.managementClusters) {
      const read = parseVersion(version);
      if (!read.ok) {
        const fix = read.suggestion ? `version: '${read.suggestion}'.` : 'write the version of the cluster.';
        report({ path, property: 'version', message: `${read.problem}.`, fix });
        continue;
      }
      const { major, minor } = read.value;
      if (major > 1 || (major === 1 && minor >= OLDEST)) continue;
      report({
        path,
        property: 'version',
        message: `management cluster ${version} is older than 1.${OLDEST}, the oldest that the engine works with.`,
        fix: `upgrade the management cluster to 1.${OLDEST} or newer.`,
      });
    }
  },
};
