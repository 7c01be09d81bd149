import { getClientConfigOutput } from '@pulumi/azure-native/authorization/getClientConfig';
import type { AgentPool } from '@pulumi/azure-native/containerservice/agentPool';
import type { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import type { PublicIPAddress } from '@pulumi/azure-native/network/publicIPAddress';
import type { Workspace } from '@pulumi/azure-native/operationalinsights/workspace';
import { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup';
import type { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Output } from '@pulumi/pulumi';
import type { AzureHost } from '../../hosts/azure';
import { recordOf } from '../host';
import type { BackupWriter, HostResources } from '../host';
import { managementProvider } from '../management-provider';
import { azureAddresses } from './addresses';
import { azureBackups } from './backups';
import type { AzureBackups } from './backups';
import { azureCluster, azureMaintenance } from './cluster';
import { azureIdentities } from './identities';
import type { AzureIdentities } from './identities';
import { azureKeys } from './keys';
import type { AzureKeys } from './keys';
import { azureKubeconfig } from './kubeconfig';
import type { AzureLogin } from './kubeconfig';
import { azureDiagnostics, azureWorkspace } from './logs';
import { azureNetwork } from './network';
import type { AzureNetwork } from './network';
import { azureNodePools } from './node-pools';

/** How a management cluster at Azure is made. */
export interface AzureManagementClusterArgs<E extends string = never> {
  /** The place, as the fleet has it. */
  readonly host: AzureHost;
  /** Kubernetes version that the cluster begins with, for example `1.36.3`; patches come by themselves. */
  readonly version: string;
  /** Names of tenants' endpoints that get a public address each. @default [] */
  readonly endpoints?: readonly E[];
  /** Service accounts whose pods write backups. @default [] */
  readonly backupWriters?: readonly BackupWriter[];
  /** How `kubelogin` in the kubeconfig finds out who runs it. @default 'azurecli' */
  readonly login?: AzureLogin;
}

/**
 * Azure Kubernetes Service as the host says: a resource group with network, NAT gateway, keys, identities, cluster, node pools, logs,
 * addresses and a storage account for backups, each as the resource of `@pulumi/azure-native` that it is. Tags of the host are on
 * everything that has tags.
 *
 * @typeParam E - names of the endpoints
 *
 * @example
 * const host = azure({ resourceGroup: 'acme-eu-1', region: 'westeurope', authorizedRanges: ['198.51.100.0/24'] });
 * const eu = new AzureManagementCluster('eu-1', { host, version: '1.36.3', endpoints: ['team-a'] });
 * const fleet = new PulumiFleet('acme', { provider: eu.provider }, (app, later) => build(app, host, later.address(eu.addresses['team-a'])));
 */
export class AzureManagementCluster<E extends string = never> extends ComponentResource implements HostResources<E> {
  /** Named as the host says, because Services of tenants name it too. */
  public readonly resourceGroup: ResourceGroup;
  public readonly network: AzureNetwork;
  public readonly identities: AzureIdentities;
  public readonly keys: AzureKeys;
  public readonly workspace: Workspace;
  public readonly cluster: ManagedCluster;
  /** By the names of the host's pools, without `general`, which the cluster is made with. */
  public readonly nodePools: Readonly<Record<string, AgentPool>>;
  public readonly backups: AzureBackups;
  /** The addresses as resources. */
  public readonly addressResources: Readonly<Record<E, PublicIPAddress>>;

  public readonly kubeconfig: Output<string>;
  public readonly provider: Provider;
  public readonly storageClass: string | null;
  public readonly addresses: Readonly<Record<E, Output<string>>>;

  /**
   * @param name - names of all resources begin with it; in Azure they end with something random, but for the resource group
   * @throws CLN3230 for endpoints of internal balancers
   */
  public constructor(name: string, args: AzureManagementClusterArgs<E>, options: ComponentResourceOptions = {}) {
    super('colonnade:azure:ManagementCluster', name, {}, options);
    const { host, version, endpoints = [], backupWriters = [], login = 'azurecli' } = args;
    const { settings, facts } = host;
    const tags = { ...settings.tags, 'management-cluster': name, 'managed-by': 'colonnade' };
    this.resourceGroup = new ResourceGroup(
      name,
      { resourceGroupName: settings.resourceGroup, location: settings.region, tags },
      { parent: this },
    );
    const client = getClientConfigOutput({ parent: this });
    const scope = { name, settings, parent: this, group: this.resourceGroup, client, tags };

    this.network = azureNetwork(scope);
    this.identities = azureIdentities(scope);
    this.keys = azureKeys(scope, this.identities);
    const parts = { version, network: this.network, identities: this.identities, keys: this.keys };
    this.cluster = azureCluster(scope, parts);
    azureMaintenance(scope, this.cluster);
    this.nodePools = azureNodePools(scope, this.cluster, this.network);
    this.workspace = azureWorkspace(scope);
    azureDiagnostics(scope, this.cluster, this.workspace);
    this.backups = azureBackups(scope, this.cluster, this.network, backupWriters);
    this.addressResources = azureAddresses(scope, endpoints);

    this.kubeconfig = azureKubeconfig(scope, this.cluster, login);
    this.provider = managementProvider(
      name,
      { kubeconfig: this.kubeconfig },
      { parent: this, dependsOn: Object.values(this.nodePools) },
    );
    this.storageClass = facts.storageClass;
    this.addresses = recordOf(endpoints, (endpoint) =>
      this.addressResources[endpoint].ipAddress.apply((address) => address ?? ''),
    );
    this.registerOutputs({ kubeconfig: this.kubeconfig, addresses: this.addresses, storageClass: this.storageClass });
  }

  /** Nothing: every Service of the host names the resource group of its address already. */
  public endpointAnnotations(): Readonly<Record<string, string>> {
    return {};
  }
}
