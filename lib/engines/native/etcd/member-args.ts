import { ColonnadeError } from '../../../findings';
import type { Finding } from '../../../findings';
import type { EtcdClusterModel, ManagementClusterModel } from '../../../model';
import { OVERRIDABLE_FLAGS, memberFlags } from './member-flags';

/**
 * The arguments of a member, sorted by name, the user's included.
 *
 * @throws ColonnadeError `CLN4060` for an extra argument that Colonnade sets itself
 */
export function memberArgs(etcd: EtcdClusterModel, cluster: ManagementClusterModel, path: string): string[] {
  const managed = memberFlags(etcd, cluster);
  const findings = Object.keys(etcd.extraArgs).flatMap((flag): Finding[] =>
    Object.hasOwn(managed, flag) && !OVERRIDABLE_FLAGS.includes(flag) ? [collision(path, flag)] : [],
  );
  if (findings.length > 0) throw new ColonnadeError(findings);
  return Object.entries({ ...managed, ...etcd.extraArgs })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([flag, value]) => `--${flag}=${value}`);
}

function collision(path: string, flag: string): Finding {
  return {
    code: 'CLN4060',
    severity: 'error',
    path,
    property: `extraArgs.${flag}`,
    message: `--${flag} of etcd is set by Colonnade and cannot be set again.`,
    fix: `leave it out; the tuning flags ${OVERRIDABLE_FLAGS.map((name) => `--${name}`).join(', ')} may be set.`,
  };
}
