import { azure } from '../../../../lib/hosts/azure';
import type { AzureProps } from '../../../../lib/hosts/azure';
import { AzureManagementCluster } from '../../../../lib/pulumi/azure';
import type { Calls, States } from '../mocked';
import type { ListedResources } from './describe-host-resources';

const KUBECONFIG = `
clusters:
  - cluster: { certificate-authority-data: Y2E=, server: 'https://eu-1.hcp.westeurope.azmk8s.io:443' }
    name: eu-1
users:
  - { name: somebody, user: { exec: { command: kubelogin, args: [get-token, --login, devicecode] } } }
`;

/** The subscription of tests, and what Azure says of the cluster there. */
export const AZURE_CALLS: Calls = {
  'azure-native:authorization:getClientConfig': { subscriptionId: 'subscription-1', tenantId: 'tenant-1' },
  'azure-native:containerservice:listManagedClusterUserCredentials': {
    kubeconfigs: [{ name: 'clusterUser', value: Buffer.from(KUBECONFIG).toString('base64') }],
  },
};

/** What a management cluster at Azure is once it has been made. */
export const AZURE_STATES: States = {
  'eu-1': {
    name: 'eu-1-a1b2',
    identity: { principalId: 'principal-of-encryption' },
    oidcIssuerProfile: { issuerURL: 'https://issuer.example.org/eu-1/' },
  },
  'eu-1-cluster': { principalId: 'principal-of-cluster' },
  'eu-1-kubelet': { principalId: 'principal-of-kubelet', clientId: 'client-of-kubelet' },
  'eu-1-backups': { principalId: 'principal-of-backups', name: 'backups-1' },
  'eu-1-secrets': { keyUriWithVersion: 'https://vault.example.org/keys/secrets/1' },
  'eu-1-disks': { keyUriWithVersion: 'https://vault.example.org/keys/disks/1' },
  'eu-1-team-a': { ipAddress: '203.0.113.10' },
};

/** A management cluster at Azure. @param endpoints - those that get addresses */
export function azureCluster<E extends string>(
  props: Partial<AzureProps>,
  endpoints: readonly E[],
): AzureManagementCluster<E> {
  const host = azure({ resourceGroup: 'acme-eu-1', region: 'westeurope', tags: { team: 'platform' }, ...props });
  const backupWriters = ['daily', 'hourly'].map((serviceAccount) => ({ namespace: 'backups', serviceAccount }));
  return new AzureManagementCluster('eu-1', { host, version: '1.36.3', endpoints, backupWriters });
}

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'azure-native',
  labels: ['tags'],
  program: () => azureCluster({}, ['team-a']),
  calls: AZURE_CALLS,
  states: AZURE_STATES,
};
