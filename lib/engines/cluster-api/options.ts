import type { ControlPlaneProvider, InfrastructureProvider } from './provider';
import type { ClusterResources } from './resource-sets';

/** Options of {@link clusterApi}. */
export interface ClusterApiOptions {
  /** For example `kamajiControlPlane()`. */
  readonly controlPlane: ControlPlaneProvider;
  /** For example `aws({ region: 'eu-central-1' })`. */
  readonly infrastructure: InfrastructureProvider;
  /** What a ClusterResourceSet applies in each tenant. @default - nothing */
  readonly resources?: ClusterResources;
}
