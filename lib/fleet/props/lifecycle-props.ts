/** How machines are replaced, by whoever replaces them. */
export interface RolloutProps {
  /** Machines beyond the size while machines are replaced: a number or a percentage. @default - 1; 0 where nothing makes machines */
  readonly maxSurge?: CountOrPercent;
  /** Machines that may be missing while machines are replaced: a number or a percentage. @default - 0; 1 where nothing makes machines */
  readonly maxUnavailable?: CountOrPercent;
  /** Longest wait for pods to leave. Seconds; 0: no end. @default 900 */
  readonly drainSeconds?: number;
  /** Longest wait for volumes to be detached. Seconds; 0: no end. @default - 300; 0 with Karpenter, which knows no such time */
  readonly volumeDetachSeconds?: number;
  /** Longest wait for a node object to be removed. Seconds; 0: no end. @default 60 */
  readonly deletionSeconds?: number;
}

/** `1`, or `'25%'`. */
export type CountOrPercent = number | `${number}%`;

/** When a machine counts as broken and is replaced. */
export interface RepairProps {
  /** A node that is not Ready, or of which nothing is heard, for longer. Seconds. @default 300 */
  readonly unhealthySeconds?: number;
  /** A machine that has not become a node in this time. Seconds. @default 1200 */
  readonly startupSeconds?: number;
  /** Above this share nothing is repaired, because the fault is elsewhere: a number or a percentage. @default '40%' */
  readonly maxUnhealthy?: CountOrPercent;
}

/** Who changes the number of machines of a group. */
export type GroupAutoscalingProps = ClusterAutoscalerProps | CloudAutoscalingProps;

/** cluster-autoscaler, told by the source of the machines how it talks to them. */
export interface ClusterAutoscalerProps {
  readonly kind: 'cluster-autoscaler';
  /** A node that is needed by nothing for longer is removed. Seconds. @default 600 */
  readonly scaleDownUnneededSeconds?: number;
  /** A node whose requests are below this share may be emptied and removed. Percent. @default 50 */
  readonly scaleDownUtilizationPercent?: number;
  /** Who it is to the cloud; all pools of a tenant at one provider say the same. @default - who its service account is by itself */
  readonly identity?: AutoscalerIdentityProps;
}

/**
 * Who cluster-autoscaler is to a cloud. Its service account is `cluster-autoscaler-<provider>` in the namespace of the tenant; EKS Pod
 * Identity and Workload Identity Federation for GKE know it by that name alone.
 */
export interface AutoscalerIdentityProps {
  /**
   * Annotations of the service account, for example `azure.workload.identity/client-id` or `eks.amazonaws.com/role-arn`.
   *
   * @default {}
   */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** Variables of its environment, for example `HCLOUD_NETWORK`. No secrets. @default {} */
  readonly environment?: Readonly<Record<string, string>>;
  /** Secret in the tenant's namespace whose keys are variables of its environment, for example `HCLOUD_TOKEN`. @default - none */
  readonly secret?: string;
}

/** The cloud's own autoscaling, by its own measures. */
export interface CloudAutoscalingProps {
  readonly kind: 'cloud';
}

/** Karpenter. */
export interface KarpenterProps {
  readonly kind: 'karpenter';
  /** Name of the cloud's node class, which says how machines are made. @default - names of tenant and pool */
  readonly nodeClass?: string;
  /** A node that could be replaced by a cheaper one, or by none, for longer is. Seconds. @default 60 */
  readonly consolidateAfterSeconds?: number;
  /** Age at which nodes are replaced. Seconds. `false`: never. @default 2592000 */
  readonly expireAfterSeconds?: number | false;
  /** Nodes that may be disrupted at once: a number or a percentage. @default '10%' */
  readonly budget?: CountOrPercent;
}
