import { gcp } from '../../../../lib/hosts/gcp';
import type { GcpProps } from '../../../../lib/hosts/gcp';
import { GcpManagementCluster } from '../../../../lib/pulumi/gcp';
import type { Calls, States } from '../mocked';
import type { ListedResources } from './describe-host-resources';

/** The project of tests. */
export const GCP_CALLS: Calls = { 'gcp:organizations/getProject:getProject': { number: '1234' } };

/** What a management cluster at Google Cloud is once it has been made. */
export const GCP_STATES: States = {
  'us-1': {
    endpoint: '198.51.100.1',
    masterAuth: { clusterCaCertificate: 'Y2E=' },
    controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: 'gke-1.us-central1.gke.goog' } },
  },
  'us-1-nodes': { email: 'nodes@acme-prod.iam.gserviceaccount.com' },
  'us-1-team-a': { address: '203.0.113.10' },
};

/** A management cluster at Google Cloud with an address for `team-a`. */
export function gcpCluster(props: Partial<GcpProps> = {}): GcpManagementCluster<'team-a'> {
  const host = gcp({ project: 'acme-prod', region: 'us-central1', labels: { team: 'platform' }, ...props });
  const backupWriters = [{ namespace: 'backups', serviceAccount: 'etcd-backup' }];
  return new GcpManagementCluster('us-1', { host, version: '1.36.3', endpoints: ['team-a'], backupWriters });
}

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'gcp',
  labels: ['labels', 'resourceLabels'],
  program: () => gcpCluster({ fleetProject: 'acme-fleet' }),
  calls: GCP_CALLS,
  states: GCP_STATES,
};
