import { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment';
import { RoleDefinition } from '@pulumi/azure-native/authorization/roleDefinition';
import type { VirtualMachineScaleSet } from '@pulumi/azure-native/compute/virtualMachineScaleSet';
import { FederatedIdentityCredential } from '@pulumi/azure-native/managedidentity/federatedIdentityCredential';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import type { TenantPool } from '../../tenant-pool';
import { autoscalerAccount } from '../../workers/autoscaler';
import type { AzureFederatedIdentity } from './federated-identity';

/** What the cluster-autoscaler of a tenant needs to be known in Azure. */
export interface AzureAutoscalerIdentityArgs {
  /** Any pool of the tenant that it scales: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /**
   * The identity whose client id the pool names in
   * `autoscaling.identity.serviceAccountAnnotations['azure.workload.identity/client-id']`.
   */
  readonly identity: AzureFederatedIdentity;
  /** The scale sets of all pools of the tenant that it scales. */
  readonly scaleSets: readonly VirtualMachineScaleSet[];
  /** Id of the subscription that they are in. */
  readonly subscriptionId: Input<string>;
  /** Resource group that they are in, which the pool names too. */
  readonly resourceGroupName: Input<string>;
}

/**
 * What cluster-autoscaler asks of the resource group: which scale sets there are, which machines besides (it looks, whatever groups are made
 * of), and how far a change has come, which Azure lets those see who may see it in the group.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_cache.go,
 * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations#permission-for-tracking-async-status
 */
const LIST = [
  'Microsoft.Compute/virtualMachineScaleSets/read',
  'Microsoft.Compute/virtualMachines/read',
  'Microsoft.Compute/locations/operations/read',
];

/**
 * What it asks of its scale sets: their machines and how they are, another capacity, and machines taken out. It writes name, location and
 * capacity alone, so it needs no right to join subnets or to assign identities. The README has Contributor of the subscription instead.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_scale_set.go,
 * https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/compute
 */
const SCALE = [
  'Microsoft.Compute/virtualMachineScaleSets/read',
  'Microsoft.Compute/virtualMachineScaleSets/write',
  'Microsoft.Compute/virtualMachineScaleSets/delete/action',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/instanceView/read',
];

/**
 * Who the cluster-autoscaler of a tenant is in Azure, by Microsoft Entra Workload ID: it lists scale sets of the resource group, and scales
 * those that are given. One for all pools of the tenant.
 *
 * @example
 * new AzureAutoscalerIdentity('team-a-autoscaler', {
 *   pool: fleet.tenant('team-a').pool('general'),
 *   identity: { name: scaler.name, resourceGroupName: 'acme', principalId: scaler.principalId, issuer },
 *   scaleSets: [workers.scaleSet],
 *   subscriptionId,
 *   resourceGroupName: 'acme',
 * });
 */
export class AzureAutoscalerIdentity extends ComponentResource {
  /** What it may do with scale sets of the tenant. */
  public readonly role: RoleDefinition;
  /** What its pods show to be this identity. */
  public readonly credential: FederatedIdentityCredential;

  /** @throws ColonnadeError `CLN3306` for a pool that no cluster-autoscaler of Azure scales */
  public constructor(name: string, args: AzureAutoscalerIdentityArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:azure:AutoscalerIdentity', name, {}, options);
    const { pool, identity, scaleSets, subscriptionId, resourceGroupName } = args;
    const { namespace, serviceAccount } = autoscalerAccount(pool, 'azure');
    const parent = { parent: this };
    const group = interpolate`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
    const role = (part: string, description: string, actions: readonly string[]) =>
      new RoleDefinition(
        `${name}-${part}`,
        {
          scope: group,
          assignableScopes: [group],
          roleName: `colonnade ${pool.tenant.path} ${part}`,
          roleType: 'CustomRole',
          description,
          permissions: [{ actions: [...actions], notActions: [] }],
        },
        parent,
      );
    const assign = (part: string, { id }: RoleDefinition, scope: Input<string>) =>
      new RoleAssignment(
        `${name}-${part}`,
        { scope, principalId: identity.principalId, principalType: 'ServicePrincipal', roleDefinitionId: id },
        parent,
      );
    assign('list', role('list', `Finds scale sets of ${pool.tenant.path}`, LIST), group);
    this.role = role('scale', `Scales worker pools of ${pool.tenant.path}`, SCALE);
    scaleSets.forEach((scaleSet, index) => assign(`scale-${index}`, this.role, scaleSet.id));
    this.credential = new FederatedIdentityCredential(
      name,
      {
        resourceGroupName: identity.resourceGroupName,
        resourceName: identity.name,
        issuer: identity.issuer,
        subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        audiences: ['api://AzureADTokenExchange'],
      },
      parent,
    );
    this.registerOutputs({});
  }
}
