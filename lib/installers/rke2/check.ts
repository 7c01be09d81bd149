import { checkClusterName, checkMachines, checkMarks, checkQuorum } from '../machines';
import { INSTALLER_PROBLEMS } from '../problems';
import type { Problems } from '../problems';
import { SNAPSHOTS } from './config';
import { RKE1_ENDED, RKE2_PROBLEMS } from './problems';
import type { Rke2ClusterProps } from './props';

/** `v1.36.3+rke2r1`; releases of RKE1 and of its Kubernetes are `v1.28.9-rancher1-1`. */
const VERSION = /^v1\.(33|34|35|36)\.\d{1,3}\+rke2r\d{1,2}$/;

/** Name, version and machines of a cluster of RKE2. */
export function checkCluster(problems: Problems, { name, version, servers, agents = [] }: Rke2ClusterProps): void {
  checkClusterName(problems, name);
  if (/rancher\d/.test(version)) {
    problems.add(RKE2_PROBLEMS.rke1, 'version', {
      message: `${version} is a version of RKE1. ${RKE1_ENDED}`,
      fix: "version: 'v1.36.3+rke2r1', in a new cluster.",
    });
  } else if (!VERSION.test(version)) {
    problems.add(INSTALLER_PROBLEMS.version, 'version', {
      message: `'${version}' is no version of RKE2 for Kubernetes 1.33 to 1.36.`,
      fix: "version: 'v1.36.3+rke2r1'.",
    });
  }
  checkQuorum(problems, 'servers', servers.length);
  checkMachines(problems, { servers, agents });
  for (const [index, agent] of agents.entries()) checkMarks(problems, `agents[${String(index)}]`, agent);
}

/** A schedule of five fields, and at least one snapshot that is kept. */
export function checkSnapshots(
  problems: Problems,
  {
    schedule = SNAPSHOTS.schedule,
    retention = SNAPSHOTS.retention,
  }: { readonly schedule?: string; readonly retention?: number },
): void {
  if (schedule.trim().split(/\s+/).length === 5 && Number.isInteger(retention) && retention >= 1) return;
  problems.add(RKE2_PROBLEMS.snapshots, 'snapshots', {
    message: `'${schedule}', of which ${String(retention)} are kept, is no schedule of snapshots.`,
    fix: "snapshots: { schedule: '0 */6 * * *', retention: 28 }.",
  });
}
