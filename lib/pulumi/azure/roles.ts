import { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment';
import { interpolate } from '@pulumi/pulumi';
import type { Input } from '@pulumi/pulumi';
import type { AzureScope } from './scope';

/** Roles that Azure brings, by their ids. Source: https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles */
const ROLES = {
  'Key Vault Crypto Service Encryption User': 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
  'Key Vault Crypto User': '12338af0-0e69-4776-bea7-57ae8d297424',
  'Managed Identity Operator': 'f1a07417-d97a-45cb-824c-7a7467783830',
  'Network Contributor': '4d97b98b-1d4f-4787-a291-c67834d212e7',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
} as const;

/** Who may do what with which resource. */
export interface AzureGrant {
  readonly role: keyof typeof ROLES;
  /** Object id of an identity. */
  readonly principalId: Input<string>;
  /** Id of the resource, which includes everything below it. */
  readonly scope: Input<string>;
}

/** A role for an identity. @param id - what tells grants of one cluster apart */
export function grant(
  { name, parent, client }: AzureScope,
  id: string,
  { role, principalId, scope }: AzureGrant,
): RoleAssignment {
  const { subscriptionId } = client;
  return new RoleAssignment(
    `${name}-${id}`,
    {
      principalId,
      // Without it, an identity that has just been made is not found.
      principalType: 'ServicePrincipal',
      roleDefinitionId: interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLES[role]}`,
      scope,
    },
    { parent },
  );
}
