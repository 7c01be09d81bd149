import { digitalOcean } from 'colonnade/hosts/digitalocean';
import { DigitalOceanManagementCluster } from 'colonnade/pulumi/digitalocean';
import type { ListedResources } from './describe-host-resources';

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'digitalocean',
  labels: ['tags'],
  program: () =>
    new DigitalOceanManagementCluster('eu-1', {
      host: digitalOcean({ region: 'fra1', addresses: 'before' }),
      version: '1.36.3-do.0',
      endpoints: ['team-a'],
    }),
  states: {
    'eu-1': { endpoint: 'https://eu-1.k8s.ondigitalocean.com', kubeConfigs: [{ clusterCaCertificate: 'Y2E=' }] },
    'eu-1-team-a': { ip: '203.0.113.10' },
    'eu-1-backups': { accessKey: 'DO0', secretKey: 'hidden' },
    'eu-1-logs': { accessKey: 'DO1', secretKey: 'hidden' },
  },
};
