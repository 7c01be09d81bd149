import type { TolerationModel } from '../../model';
import type { ResourcesProps } from './common-props';

/**
 * The tunnel from API servers to nodes. Agents prove who they are with a token of their service account; there is no choice of
 * client certificates, and docs/adr says why.
 */
export interface KonnectivityProps {
  /** Version of the images. @default '0.36.0' */
  readonly version?: string;
  /** Port of the tenant endpoint that agents dial. @default 8132 */
  readonly port?: number;
  readonly agent?: KonnectivityAgentProps;
}

/**
 * How agents run in the tenant.
 *
 * A `DaemonSet` reaches nodes that nothing but their own agent can reach, such as one behind NAT. A `Deployment` is for networks in
 * which every node can dial every other.
 */
export type KonnectivityAgentProps = {
  /** @default false */
  readonly hostNetwork?: boolean;
  /** @default - tolerates everything, so that logs and exec work on tainted nodes */
  readonly tolerations?: readonly TolerationModel[];
  /**
   * CPU and memory of each agent.
   *
   * @default - by the tenant's size: requests 10m and 32Mi, limit 128Mi (small); 20m and 48Mi, 192Mi (medium); 50m and 64Mi, 256Mi
   * (large)
   */
  readonly resources?: ResourcesProps;
} & (
  | { /** One agent on each node. @default 'DaemonSet' */ readonly mode?: 'DaemonSet'; readonly replicas?: never }
  | { readonly mode: 'Deployment'; /** Number of agents. */ readonly replicas: number }
);
