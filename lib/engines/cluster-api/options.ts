import type { CapabilityTable } from '../capability';
import type { ClusterApiInstallation } from './installation';
import type { ControlPlaneKind, ControlPlaneProvider, InfrastructureProvider } from './provider';
import type { ClusterResources } from './resource-sets';
import type { TopologyOptions } from './topology';

/** Options of {@link clusterApi}. */
export interface ClusterApiOptions<T extends CapabilityTable = CapabilityTable> {
  /** For example `kamajiControlPlane()`. */
  readonly controlPlane: ControlPlaneProvider<ControlPlaneKind, T>;
  /** For example `aws({ region: 'eu-central-1' })`. */
  readonly infrastructure: InfrastructureProvider;
  /**
   * Clusters are of one ClusterClass and differ in its variables, instead of having templates and objects of their own. Needs the feature
   * gate `ClusterTopology`, which is off upstream.
   *
   * @default - no ClusterClass
   */
  readonly topology?: TopologyOptions;
  /** How Cluster API and the providers come into the management cluster: read from the management cluster's engine. @default - they are there already */
  readonly operator?: ClusterApiInstallation;
  /** What a ClusterResourceSet applies in each tenant. @default - nothing */
  readonly resources?: ClusterResources;
}
