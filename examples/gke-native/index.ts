import { native } from 'colonnade/engines/native';
import { managementProvider, operatorReleases, PulumiFleet } from 'colonnade/pulumi';
import { GcpManagementCluster } from 'colonnade/pulumi/gcp';
import { build, host } from './fleet';

const us = new GcpManagementCluster('us-1', {
  host,
  version: '1.36.3',
  endpoints: ['team-a', 'team-b'],
  backupWriters: [{ namespace: 'backups', serviceAccount: 'etcd-backup' }],
});
const operators = operatorReleases('us-1', native().operators, { provider: us.provider });
const provider = managementProvider('us-1-fleet', { kubeconfig: us.kubeconfig }, { dependsOn: [...operators] });
const fleet = new PulumiFleet('acme', { provider }, (app, later) =>
  build(app, { teamA: later.address(us.addresses['team-a']), teamB: later.address(us.addresses['team-b']) }),
);

/** Of administrators of the tenants; secrets. */
export const kubeconfigs = {
  'team-a': fleet.tenant('team-a').kubeconfig,
  'team-b': fleet.tenant('team-b').kubeconfig,
};
/** Of the management cluster; a secret without a token. */
export const kubeconfig = us.kubeconfig;
/** Where backups go. */
export const bucket = us.backups.bucket.name;
