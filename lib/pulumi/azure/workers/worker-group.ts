import { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment';
import { VirtualMachineScaleSet } from '@pulumi/azure-native/compute/virtualMachineScaleSet';
import { FederatedIdentityCredential } from '@pulumi/azure-native/managedidentity/federatedIdentityCredential';
import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity/userAssignedIdentity';
import { NetworkSecurityGroup } from '@pulumi/azure-native/network/networkSecurityGroup';
import { ComponentResource, interpolate } from '@pulumi/pulumi';
import type { ComponentResourceOptions, CustomResourceOptions, Input } from '@pulumi/pulumi';
import { azureScaleSetTags, groupName, joinName } from '../../../workers';
import type { SecretStoreModel } from '../../../model';
import type { TenantPool } from '../../tenant-pool';
import { gibibytesOf } from '../../workers/disk';
import {
  imageFor,
  isSpot,
  machineTypeOf,
  ownerTags,
  problemOf,
  requireSource,
  storeOf,
  zonesOf,
} from '../../workers/pool-machines';
import type { AzureFederatedIdentity } from './federated-identity';

/** What a scale set needs besides what its pool says. */
export interface AzureWorkerGroupArgs {
  /** The pool, of machines of `Machines.azureScaleSet`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Resource group of everything that is made. */
  readonly resourceGroupName: Input<string>;
  /** Id of the subscription, in which the definitions of roles are. */
  readonly subscriptionId: Input<string>;
  /** Id of the subnet of the machines, from which there is a way out (NAT gateway). */
  readonly subnetId: Input<string>;
  /** Id of the key vault that the pool names, with Azure RBAC. */
  readonly vaultId: Input<string>;
  /** Public SSH key: Azure makes no machine without one. Nothing is let in to it. */
  readonly sshPublicKey: Input<string>;
  /** The identity whose client id the pool names in `credentials`, and the issuer of the AKS cluster that its CronJob is in. @default - nobody in Azure writes the credential */
  readonly writer?: AzureFederatedIdentity;
  /** Id of an image, or `publisher:offer:sku:version`. @default - that of the pool; for Ubuntu the latest of 24.04 */
  readonly image?: string;
  /** Disk encryption set of the disks. They are encrypted on their host in any case. @default - keys of Microsoft */
  readonly diskEncryptionSetId?: Input<string>;
  /** Region. @default - that of the resource group */
  readonly location?: Input<string>;
  /** Tags of everything, besides those that say whose it is. @default - none */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/**
 * Roles that Azure brings, by their ids.
 * https://learn.microsoft.com/en-us/azure/key-vault/general/rbac-guide#azure-built-in-roles-for-key-vault-data-plane-operations
 */
const ROLES = {
  secretsUser: '4633458b-17de-408a-874b-0445c86b69e6',
  secretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
} as const;

/**
 * Machines of a worker pool as a virtual machine scale set: the pool's document as custom data, which holds no secret; no public address;
 * disks encrypted on their host; trusted launch. A machine reads its join credential, and no other secret of the vault, with an identity
 * of its own.
 *
 * What machines are made from is changed for new machines only: Azure replaces running ones by itself only where it can see whether they
 * are healthy. Azure has no limit of hops: pods reach the metadata service unless a network policy of the tenant keeps them from
 * 169.254.169.254.
 */
export class AzureWorkerGroup extends ComponentResource {
  /** The machines. */
  public readonly scaleSet: VirtualMachineScaleSet;
  /** Who the machines are in Azure. */
  public readonly identity: UserAssignedIdentity;
  /** Of the network interfaces of the machines. */
  public readonly securityGroup: NetworkSecurityGroup;

  /**
   * @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known, `CLN3302` where nobody could write
   *   the credential, `CLN3304` without a size of machines, `CLN3305` for a share of spare capacity
   */
  public constructor(name: string, args: AzureWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:azure:WorkerGroup', name, {}, options);
    const { pool } = args;
    requireSource(pool, 'azure-scale-set', 'Machines.azureScaleSet({ ... })');
    const place = { resourceGroupName: args.resourceGroupName, location: args.location };
    const tags = { ...ownerTags(pool), ...args.tags };
    const parts: Parts = { name, args, place, tags, options: { parent: this } };
    this.identity = new UserAssignedIdentity(name, { ...place, tags }, parts.options);
    const store = storeOf(pool.model);
    if (store !== undefined) joinAccess(parts, store, this.identity);
    // Rules that Azure brings let the virtual network in, and everything out.
    this.securityGroup = new NetworkSecurityGroup(name, { ...place, tags }, parts.options);
    this.scaleSet = scaleSet(parts, this.identity, this.securityGroup);
    this.registerOutputs({});
  }
}

interface Parts {
  readonly name: string;
  readonly args: AzureWorkerGroupArgs;
  readonly place: { readonly resourceGroupName: Input<string>; readonly location: Input<string> | undefined };
  readonly tags: Readonly<Record<string, Input<string>>>;
  readonly options: CustomResourceOptions;
}

/** Rights on the one secret of the pool, which does not have to be there yet. @throws CLN3302 */
function joinAccess(
  { name, args, options }: Parts,
  store: SecretStoreModel,
  { principalId }: UserAssignedIdentity,
): void {
  const { pool, writer, subscriptionId, vaultId } = args;
  if (writer === undefined) {
    throw problemOf(
      pool.model,
      'noWriter',
      'machines.credentials',
      'its credential is kept in a key vault, and nothing says who may write it.',
      'writer in the arguments of the group, with the identity whose client id Machines.azureScaleSet({ credentials }) names.',
    );
  }
  const scope = interpolate`${vaultId}/secrets/${store.secret}`;
  const role = (id: string) =>
    interpolate`/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
  const principalType = 'ServicePrincipal';
  new RoleAssignment(
    `${name}-machine`,
    { scope, principalId, principalType, roleDefinitionId: role(ROLES.secretsUser) },
    options,
  );
  new RoleAssignment(
    `${name}-writer`,
    { scope, principalId: writer.principalId, principalType, roleDefinitionId: role(ROLES.secretsOfficer) },
    options,
  );
  new FederatedIdentityCredential(
    `${name}-writer`,
    {
      resourceGroupName: writer.resourceGroupName,
      resourceName: writer.name,
      issuer: writer.issuer,
      subject: `system:serviceaccount:${pool.tenant.namespace}:${joinName(pool.model)}`,
      audiences: ['api://AzureADTokenExchange'],
    },
    options,
  );
}

function scaleSet(
  { name, args, place, tags, options }: Parts,
  identity: UserAssignedIdentity,
  securityGroup: NetworkSecurityGroup,
): VirtualMachineScaleSet {
  const { model, tenant, userData } = args.pool;
  const { size } = model;
  const group = groupName(tenant, model);
  const spot = isSpot(model);
  const isArm = model.machines.architecture === 'arm64';
  const latest =
    model.machines.operatingSystem === 'ubuntu'
      ? `Canonical:ubuntu-24_04-lts:server${isArm ? '-arm64' : ''}:latest`
      : undefined;
  return new VirtualMachineScaleSet(
    name,
    {
      ...place,
      vmScaleSetName: group,
      orchestrationMode: 'Uniform',
      upgradePolicy: { mode: 'Manual' },
      overprovision: false,
      singlePlacementGroup: false,
      zones: [...zonesOf(model)],
      sku: { name: machineTypeOf(model, 'vmSize', 'Standard_D4s_v5'), tier: 'Standard', capacity: size.min },
      identity: { type: 'UserAssigned', userAssignedIdentities: [identity.id] },
      virtualMachineProfile: {
        osProfile: {
          computerNamePrefix: group.slice(-8),
          adminUsername: 'colonnade',
          customData: userData,
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            ssh: { publicKeys: [{ path: '/home/colonnade/.ssh/authorized_keys', keyData: args.sshPublicKey }] },
          },
        },
        storageProfile: {
          imageReference: imageReference(args.image ?? imageFor(model, latest)),
          osDisk: {
            createOption: 'FromImage',
            diskSizeGB: gibibytesOf(model),
            managedDisk: {
              storageAccountType: 'Premium_LRS',
              ...(args.diskEncryptionSetId !== undefined && { diskEncryptionSet: { id: args.diskEncryptionSetId } }),
            },
          },
        },
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'nodes',
              primary: true,
              enableAcceleratedNetworking: true,
              enableIPForwarding: true,
              networkSecurityGroup: { id: securityGroup.id },
              ipConfigurations: [{ name: 'nodes', primary: true, subnet: { id: args.subnetId } }],
            },
          ],
        },
        securityProfile: {
          encryptionAtHost: true,
          ...(!isArm && {
            securityType: 'TrustedLaunch',
            uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
          }),
        },
        ...(spot && {
          priority: 'Spot',
          evictionPolicy: 'Delete',
          billingProfile: { maxPrice: Number(model.machines.spot?.maxPricePerHour ?? -1) },
        }),
      },
      tags: { ...tags, ...azureScaleSetTags(tenant, model) },
    },
    // Within a range, the number is somebody else's.
    { ...options, ...(size.min !== size.max && { ignoreChanges: ['sku.capacity'] }) },
  );
}

/** `publisher:offer:sku:version`, or an id. */
function imageReference(image: string) {
  const [publisher, offer, sku, version] = image.split(':');
  return version === undefined ? { id: image } : { publisher, offer, sku, version };
}
