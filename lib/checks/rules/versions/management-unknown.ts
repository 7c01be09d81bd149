import { SUPPORTED_MINORS, parseVersion } from '../../../kubernetes';
import type { Rule } from '../../../model';

const NEWEST = SUPPORTED_MINORS[SUPPORTED_MINORS.length - 1] ?? 0;

/** CLN1303 */
export const managementUnknown: Rule = {
  code: 'CLN1303',
  severity: 'warning',
  title: 'a management cluster that is newer than this version of Colonnade knows',
  explanation:
    'A new minor of Kubernetes may remove an API that is rendered. Nothing is known against it, but nothing was tested either. See https://kubernetes.io/docs/reference/using-api/deprecation-guide/.',
  wrong: `new ManagementCluster(fleet, 'us-1', {
  // @ts-expect-error the types refuse it too
  version: '1.40.0',
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
      if (!read.ok || (read.value.major === 1 && read.value.minor <= NEWEST) || read.value.major < 1) continue;
      report({
        path,
        property: 'version',
        message: `management cluster ${version} is newer than 1.${NEWEST}, the newest that was tested.`,
        fix: "update Colonnade, or acknowledge('CLN1303', 'tried on staging').",
      });
    }
  },
};
