import { MaintenanceConfiguration } from '@pulumi/azure-native/containerservice/maintenanceConfiguration';
import { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import type { ManagedClusterArgs } from '@pulumi/azure-native/containerservice/managedCluster';
import type { AzureSettings } from '../../hosts/azure';
import type { AzureIdentities } from './identities';
import type { AzureKeys } from './keys';
import type { AzureNetwork } from './network';
import { isSystemPool, poolArgs, poolName } from './node-pools';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** What a cluster is made of. */
export interface AzureClusterParts {
  readonly version: string;
  readonly network: AzureNetwork;
  readonly identities: AzureIdentities;
  readonly keys: AzureKeys;
}

/**
 * AKS with Azure CNI Overlay, network policies by Cilium, no local accounts, and an API server that few or none reach from outside.
 *
 * @see https://www.pulumi.com/registry/packages/azure-native/api-docs/containerservice/managedcluster/
 */
export function azureCluster(scope: AzureScope, parts: AzureClusterParts): ManagedCluster {
  const { name, settings, parent } = scope;
  const { network, identities, keys } = parts;
  return new ManagedCluster(
    name,
    {
      ...placed(scope),
      aadProfile: entra(settings),
      kubernetesVersion: parts.version,
      dnsPrefix: name,
      sku: { name: 'Base', tier: settings.tier },
      supportPlan: settings.tier === 'Premium' ? 'AKSLongTermSupport' : 'KubernetesOfficial',
      identity: { type: 'UserAssigned', userAssignedIdentities: [identities.cluster.id] },
      identityProfile: {
        kubeletidentity: {
          resourceId: identities.kubelet.id,
          clientId: identities.kubelet.clientId,
          objectId: identities.kubelet.principalId,
        },
      },
      enableRBAC: true,
      disableLocalAccounts: true,
      apiServerAccessProfile: access(settings),
      agentPoolProfiles: settings.nodePools
        .filter(isSystemPool)
        .map((pool) => ({ ...poolArgs(scope, pool, network), name: poolName(pool) })),
      autoScalerProfile: { balanceSimilarNodeGroups: 'true', expander: 'least-waste' },
      networkProfile: networking(settings),
      oidcIssuerProfile: { enabled: true },
      securityProfile: {
        workloadIdentity: { enabled: true },
        imageCleaner: { enabled: true, intervalHours: 168 },
        azureKeyVaultKms: {
          enabled: true,
          keyId: keys.secrets.keyUriWithVersion,
          keyVaultNetworkAccess: 'Public',
        },
      },
      diskEncryptionSetID: keys.diskEncryptionSet.id,
      storageProfile: { diskCSIDriver: { enabled: true }, snapshotController: { enabled: true } },
      autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'NodeImage' },
    },
    {
      parent,
      dependsOn: [...identities.grants, ...keys.grants],
      // Patches come by themselves, and the autoscaler decides how many nodes there are.
      ignoreChanges: ['kubernetesVersion', 'agentPoolProfiles[0].count'],
    },
  );
}

/** When Azure may upgrade the cluster, and the images of nodes. */
export function azureMaintenance(
  { name, settings, parent, group }: AzureScope,
  cluster: ManagedCluster,
): readonly MaintenanceConfiguration[] {
  const { day, startTime, hours } = settings.maintenance;
  return ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule'].map(
    (configName) =>
      new MaintenanceConfiguration(
        `${name}-${configName}`,
        {
          resourceGroupName: group.name,
          resourceName: cluster.name,
          configName,
          maintenanceWindow: {
            startTime,
            durationHours: hours,
            utcOffset: '+00:00',
            schedule: { weekly: { dayOfWeek: day, intervalWeeks: 1 } },
          },
        },
        { parent },
      ),
  );
}

function entra({ administrators }: AzureSettings): ManagedClusterArgs['aadProfile'] {
  return { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: [...administrators] };
}

function access({ authorizedRanges }: AzureSettings): ManagedClusterArgs['apiServerAccessProfile'] {
  return authorizedRanges.length === 0
    ? {
        enablePrivateCluster: true,
        enablePrivateClusterPublicFQDN: false,
        privateDNSZone: 'system',
        disableRunCommand: true,
      }
    : { enablePrivateCluster: false, authorizedIPRanges: [...authorizedRanges], disableRunCommand: true };
}

function networking({ network }: AzureSettings): ManagedClusterArgs['networkProfile'] {
  return {
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    // Enforces network policies, by which tenants are kept apart.
    networkDataplane: 'cilium',
    networkPolicy: 'cilium',
    podCidr: network.pods,
    serviceCidr: network.services,
    dnsServiceIP: tenthAddress(network.services),
    loadBalancerSku: 'standard',
    outboundType: 'userAssignedNATGateway',
  };
}

/** The address that cluster DNS has by custom. */
function tenthAddress(range: string): string {
  const [address = ''] = range.split('/');
  return `${address.slice(0, address.lastIndexOf('.'))}.10`;
}
