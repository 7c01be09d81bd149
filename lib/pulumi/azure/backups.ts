import type { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import { FederatedIdentityCredential } from '@pulumi/azure-native/managedidentity/federatedIdentityCredential';
import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity/userAssignedIdentity';
import { BlobContainer } from '@pulumi/azure-native/storage/blobContainer';
import { BlobServiceProperties } from '@pulumi/azure-native/storage/blobServiceProperties';
import { StorageAccount } from '@pulumi/azure-native/storage/storageAccount';
import type { BackupWriter } from '../host';
import type { AzureNetwork } from './network';
import { grant } from './roles';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** Where backups go, and who writes them. */
export interface AzureBackups {
  readonly account: StorageAccount;
  readonly container: BlobContainer;
  /**
   * Pods that write have the label `azure.workload.identity/use: "true"`, their service account the annotation
   * `azure.workload.identity/client-id: <its client id>`.
   */
  readonly identity: UserAssignedIdentity;
}

/**
 * A storage account without keys that the nodes' subnet alone reaches, in which what is overwritten or deleted is kept for a while.
 *
 * @see https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
 */
export function azureBackups(
  scope: AzureScope,
  cluster: ManagedCluster,
  { nodes }: Pick<AzureNetwork, 'nodes'>,
  writers: readonly BackupWriter[],
): AzureBackups {
  const { name, settings, parent, group } = scope;
  const account = new StorageAccount(
    // Names of storage accounts are letters and digits alone.
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 14),
    {
      ...placed(scope),
      kind: 'StorageV2',
      sku: { name: 'Standard_ZRS' },
      minimumTlsVersion: 'TLS1_2',
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      encryption: {
        keySource: 'Microsoft.Storage',
        requireInfrastructureEncryption: true,
        services: { blob: { enabled: true, keyType: 'Account' } },
      },
      networkRuleSet: {
        defaultAction: 'Deny',
        bypass: 'AzureServices',
        virtualNetworkRules: [{ virtualNetworkResourceId: nodes.id, action: 'Allow' }],
      },
    },
    { parent },
  );
  const kept = { enabled: true, days: settings.backupRetentionDays };
  new BlobServiceProperties(
    `${name}-backups`,
    {
      resourceGroupName: group.name,
      accountName: account.name,
      blobServicesName: 'default',
      isVersioningEnabled: true,
      deleteRetentionPolicy: kept,
      containerDeleteRetentionPolicy: kept,
    },
    { parent },
  );
  const container = new BlobContainer(
    `${name}-backups`,
    { resourceGroupName: group.name, accountName: account.name, containerName: 'backups', publicAccess: 'None' },
    { parent },
  );
  const identity = new UserAssignedIdentity(`${name}-backups`, placed(scope), { parent });
  grant(scope, 'backups', {
    role: 'Storage Blob Data Contributor',
    principalId: identity.principalId,
    scope: container.id,
  });
  const issuer = cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? '');
  let previous: FederatedIdentityCredential | undefined;
  for (const { namespace, serviceAccount } of writers) {
    previous = new FederatedIdentityCredential(
      `${name}-backups-${namespace}-${serviceAccount}`,
      {
        resourceGroupName: group.name,
        resourceName: identity.name,
        issuer,
        subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        audiences: ['api://AzureADTokenExchange'],
      },
      // Azure writes one credential of an identity at a time.
      { parent, ...(previous && { dependsOn: [previous] }) },
    );
  }
  return { account, container, identity };
}
