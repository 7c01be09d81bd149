import type { Input } from '@pulumi/pulumi';

/** A user-assigned identity that pods of an AKS cluster take. It is made before the fleet, which names its client id. */
export interface AzureFederatedIdentity {
  /** Name of the user-assigned identity. */
  readonly name: Input<string>;
  /** Resource group of the identity. */
  readonly resourceGroupName: Input<string>;
  /** Id of its principal, which gets the right. */
  readonly principalId: Input<string>;
  /** OIDC issuer of the AKS cluster that the tenant's control plane is in. */
  readonly issuer: Input<string>;
}
