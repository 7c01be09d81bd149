import { ColonnadeError, RENDER_PROBLEMS } from '../../../findings';
import type { Finding } from '../../../findings';
import type { EtcdClusterModel, ManagementClusterModel } from '../../../model';
import { MANAGED_ETCD_FLAGS, OVERRIDABLE_ETCD_FLAGS, memberFlags } from './member-flags';

/**
 * The arguments of a member, sorted by name, the user's included.
 *
 * @throws ColonnadeError `CLN4060` for an extra argument that Colonnade sets itself or that works against one
 */
export function memberArgs(etcd: EtcdClusterModel, cluster: ManagementClusterModel, path: string): string[] {
  const findings = Object.keys(etcd.extraArgs).flatMap((flag): Finding[] =>
    MANAGED_ETCD_FLAGS.includes(flag) ? [collision(path, flag)] : [],
  );
  if (findings.length > 0) throw new ColonnadeError(findings);
  return Object.entries({ ...memberFlags(etcd, cluster), ...etcd.extraArgs })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([flag, value]) => `--${flag}=${value}`);
}

function collision(path: string, flag: string): Finding {
  return {
    code: RENDER_PROBLEMS.managedEtcdFlag.code,
    severity: 'error',
    path,
    property: `extraArgs.${flag}`,
    message: `--${flag} of etcd is set by Colonnade, or works against what it sets.`,
    fix: `leave it out; the tuning flags ${OVERRIDABLE_ETCD_FLAGS.map((name) => `--${name}`).join(', ')} may be set.`,
  };
}
