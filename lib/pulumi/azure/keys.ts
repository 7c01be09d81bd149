import type { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment';
import { DiskEncryptionSet } from '@pulumi/azure-native/compute/diskEncryptionSet';
import { Key } from '@pulumi/azure-native/keyvault/key';
import { Vault } from '@pulumi/azure-native/keyvault/vault';
import type { AzureIdentities } from './identities';
import { grant } from './roles';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** Keys of a management cluster, and who may use them. */
export interface AzureKeys {
  readonly vault: Vault;
  /** Of disks of nodes and of etcd. */
  readonly disks: Key;
  /** Of the Secrets of the management cluster. */
  readonly secrets: Key;
  readonly diskEncryptionSet: DiskEncryptionSet;
  /** What has to be there before keys can be used. */
  readonly grants: readonly RoleAssignment[];
}

/**
 * A vault whose content cannot be purged, a key for disks and one for Secrets.
 *
 * @see https://learn.microsoft.com/en-us/azure/aks/azure-disk-customer-managed-keys
 * @see https://learn.microsoft.com/en-us/azure/aks/use-kms-etcd-encryption
 */
export function azureKeys(scope: AzureScope, { cluster }: Pick<AzureIdentities, 'cluster'>): AzureKeys {
  const { name, parent, client } = scope;
  const vault = new Vault(
    name,
    {
      ...placed(scope),
      properties: {
        tenantId: client.tenantId,
        sku: { family: 'A', name: 'premium' },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
      },
    },
    { parent },
  );
  const [disks, secrets] = [key(scope, vault, 'disks'), key(scope, vault, 'secrets')];
  const diskEncryptionSet = new DiskEncryptionSet(
    name,
    {
      ...placed(scope),
      identity: { type: 'SystemAssigned' },
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      activeKey: { keyUrl: disks.keyUriWithVersion, sourceVault: { id: vault.id } },
      rotationToLatestKeyVersionEnabled: true,
    },
    { parent },
  );
  return {
    vault,
    disks,
    secrets,
    diskEncryptionSet,
    grants: [
      grant(scope, 'disk-key', {
        role: 'Key Vault Crypto Service Encryption User',
        principalId: diskEncryptionSet.identity.apply((identity) => identity?.principalId ?? ''),
        scope: vault.id,
      }),
      grant(scope, 'disk-encryption-set', {
        role: 'Reader',
        principalId: cluster.principalId,
        scope: diskEncryptionSet.id,
      }),
      grant(scope, 'secrets-key', {
        role: 'Key Vault Crypto User',
        principalId: cluster.principalId,
        scope: vault.id,
      }),
    ],
  };
}

function key({ name, parent, group, tags }: AzureScope, vault: Vault, keyName: string): Key {
  return new Key(
    `${name}-${keyName}`,
    {
      resourceGroupName: group.name,
      vaultName: vault.name,
      keyName,
      properties: { kty: 'RSA', keySize: 3072, keyOps: ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'] },
      tags,
    },
    { parent },
  );
}
