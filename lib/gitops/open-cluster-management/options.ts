/** How a hub of Open Cluster Management gets a fleet. */
export interface OpenClusterManagementOptions {
  /** ManagedClusterSet that the clusters are in. @default - the name of the fleet */
  readonly clusterSet?: string;
  /** Labels of every ManagedCluster, for Placements. @default {} */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether tenants are managed clusters too, named `<management cluster>-<tenant>`. @default false */
  readonly tenants?: boolean;
  /**
   * Add-ons of Red Hat Advanced Cluster Management, switched on by a KlusterletAddonConfig for each cluster. @default - none, as upstream
   */
  readonly addOns?: readonly AdvancedClusterManagementAddOn[];
  /** Namespace on the hub that gets a ManagedClusterSetBinding and a Placement of all management clusters. @default - none of these */
  readonly placementNamespace?: string;
  /**
   * Size of the manifests in one ManifestWork that the hub takes, in bytes.
   *
   * @default 51200 - what every hub takes; hubs of recent years take 512000
   */
  readonly limitBytes?: number;
}

/** An add-on of Red Hat Advanced Cluster Management. https://docs.redhat.com/en/documentation/red_hat_advanced_cluster_management_for_kubernetes */
export type AdvancedClusterManagementAddOn =
  'applicationManager' | 'certPolicyController' | 'policyController' | 'searchCollector';

/** Limit of hubs before it was raised. https://github.com/open-cluster-management-io/sdk-go/tree/main/pkg/apis/work/v1 */
export const LIMIT_BYTES = 50 * 1024;

/** Folder of everything that the hub reads, in the folder of the fleet. */
export const OCM_FOLDER = 'open-cluster-management';
