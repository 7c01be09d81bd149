import type { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment';
import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity/userAssignedIdentity';
import { grant } from './roles';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** Who the cluster and its nodes are. */
export interface AzureIdentities {
  /** Of Azure's control plane: it works on the network of the resource group. */
  readonly cluster: UserAssignedIdentity;
  /** Of nodes. It has no role; give it `AcrPull` on a registry of yours. */
  readonly kubelet: UserAssignedIdentity;
  /** What has to be there before the cluster is made. */
  readonly grants: readonly RoleAssignment[];
}

/** @see https://learn.microsoft.com/en-us/azure/aks/use-managed-identity */
export function azureIdentities(scope: AzureScope): AzureIdentities {
  const { name, parent, group } = scope;
  const cluster = new UserAssignedIdentity(`${name}-cluster`, placed(scope), { parent });
  const kubelet = new UserAssignedIdentity(`${name}-kubelet`, placed(scope), { parent });
  return {
    cluster,
    kubelet,
    grants: [
      // Finds reserved addresses by listing those of the resource group.
      grant(scope, 'network', {
        role: 'Network Contributor',
        principalId: cluster.principalId,
        scope: group.id,
      }),
      grant(scope, 'kubelet', {
        role: 'Managed Identity Operator',
        principalId: cluster.principalId,
        scope: kubelet.id,
      }),
    ],
  };
}
