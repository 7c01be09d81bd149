import type { WorkerPoolModel } from '../../model';
import { POOL_LABEL, replicasOf } from '../autoscaling';

/** `spec` of a `cluster.x-k8s.io/v1beta2` MachineHealthCheck. */
export interface MachineHealthCheckSpec {
  readonly clusterName: string;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly checks: {
    readonly nodeStartupTimeoutSeconds: number;
    readonly unhealthyNodeConditions: readonly {
      readonly type: string;
      readonly status: string;
      readonly timeoutSeconds: number;
    }[];
  };
  readonly remediation: { readonly triggerIf: { readonly unhealthyLessThanOrEqualTo: number | string } };
}

/**
 * The MachineHealthCheck of a pool: a node that says that it is not ready, or of which nothing is heard, is replaced, and so is a
 * machine that becomes no node; unless more of them are than one broken machine explains.
 *
 * @param clusterName - name of the Cluster object
 * @returns `undefined` when the pool is repaired by nobody
 *
 * https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/healthchecking
 */
export function machineHealthCheckSpec(
  pool: Pick<WorkerPoolModel, 'name' | 'repair'>,
  clusterName: string,
): MachineHealthCheckSpec | undefined {
  const { repair } = pool;
  if (repair === null) return undefined;
  return {
    clusterName,
    selector: { matchLabels: { [POOL_LABEL]: pool.name } },
    checks: {
      nodeStartupTimeoutSeconds: repair.startupSeconds,
      unhealthyNodeConditions: ['False', 'Unknown'].map((status) => ({
        type: 'Ready',
        status,
        timeoutSeconds: repair.unhealthySeconds,
      })),
    },
    remediation: { triggerIf: { unhealthyLessThanOrEqualTo: repair.maxUnhealthy } },
  };
}

/** The part of a `cluster.x-k8s.io/v1beta2` MachineDeployment's `spec` that says how many machines there are and how they are replaced. */
export interface MachineDeploymentRollout {
  /** Absent when an autoscaler or a person owns the number. */
  readonly replicas?: number;
  readonly rollout: {
    readonly strategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxSurge: number | string; readonly maxUnavailable: number | string };
    };
  };
  readonly template: {
    readonly spec: {
      /** Seconds; 0: no end. */
      readonly deletion: {
        readonly nodeDrainTimeoutSeconds: number;
        readonly nodeVolumeDetachTimeoutSeconds: number;
        readonly nodeDeletionTimeoutSeconds: number;
      };
    };
  };
}

/**
 * How a MachineDeployment replaces the machines of a pool.
 *
 * https://cluster-api.sigs.k8s.io/developer/core/controllers/machine-deployment
 */
export function machineDeploymentRollout(
  pool: Pick<WorkerPoolModel, 'autoscaling' | 'rollout' | 'size'>,
): MachineDeploymentRollout {
  const { rollout } = pool;
  const replicas = replicasOf(pool);
  return {
    ...(replicas !== undefined && { replicas }),
    rollout: {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable },
      },
    },
    template: {
      spec: {
        deletion: {
          nodeDrainTimeoutSeconds: rollout.drainSeconds,
          nodeVolumeDetachTimeoutSeconds: rollout.volumeDetachSeconds,
          nodeDeletionTimeoutSeconds: rollout.deletionSeconds,
        },
      },
    },
  };
}
