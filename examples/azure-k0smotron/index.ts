import { k0smotron } from 'colonnade/engines/k0smotron';
import { managementProvider, operatorReleases, PulumiFleet } from 'colonnade/pulumi';
import { AzureManagementCluster } from 'colonnade/pulumi/azure';
import { build, host } from './fleet';

const us = new AzureManagementCluster('us-1', {
  host,
  version: '1.36.3',
  endpoints: ['team-a'],
  backupWriters: [{ namespace: 'backups', serviceAccount: 'etcd-backup' }],
});
const operators = operatorReleases('us-1', k0smotron().operators, { provider: us.provider });
const provider = managementProvider('us-1-fleet', { kubeconfig: us.kubeconfig }, { dependsOn: [...operators] });
const fleet = new PulumiFleet('acme', { provider }, (app, later) => build(app, later.address(us.addresses['team-a'])));

/** URL of the tenant's API server. */
export const endpoint = fleet.tenant('team-a').endpoint;
/** Of the management cluster; a secret without a token. */
export const kubeconfig = us.kubeconfig;
/** Where backups go. */
export const storageAccount = us.backups.account.name;
