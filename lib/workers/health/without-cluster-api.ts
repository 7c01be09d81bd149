import type { WorkerPoolModel } from '../../model';

/**
 * Who replaces a broken machine of a pool, and what they can see.
 *
 * - `node`: the state of the Kubernetes node; a machine that runs while its kubelet does not is seen;
 * - `machine`: the state of the machine alone; such a machine stays, and somebody has to look at nodes that are not ready;
 * - `nothing`: nobody looks.
 */
export interface RepairAnswer {
  readonly by: 'cluster-api' | 'cloud-group' | 'karpenter' | 'nobody';
  readonly sees: 'node' | 'machine' | 'nothing';
  /** What happens, in a sentence. */
  readonly explanation: string;
  /** Settings of the cloud's group that follow from the model, under the cloud's own names. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** Upstream page. */
  readonly source: string;
}

/** Bounds of the grace period of Azure's automatic repairs, in minutes. */
const AZURE_GRACE_MINUTES = { least: 10, most: 90 } as const;

/** Longest initial delay of an autohealing policy of Google Compute Engine, in seconds. */
const GCE_DELAY_SECONDS = 3600;

/** What becomes of a broken machine of this pool, wherever it comes from. */
export function repairOf(pool: Pick<WorkerPoolModel, 'machines' | 'repair'>): RepairAnswer {
  const { machines, repair } = pool;
  if (repair === null) return nobody('the pool asks for no repair');
  const { scaling, cloud } = machines;
  switch (scaling.kind) {
    case 'hosts':
    case 'manual':
      return nobody(
        'machines that exist are repaired by people; a node that is not ready is drained by its taints alone',
      );
    case 'instances':
      return {
        by: 'karpenter',
        sees: 'node',
        explanation:
          'a machine that registers no node is replaced after 15 minutes; a node that is not ready only with the feature gate NodeRepair',
        settings: {},
        source: 'https://karpenter.sh/docs/concepts/disruption/#node-auto-repair',
      };
    case 'group':
      return scaling.autoscaler === 'clusterapi' ? CLUSTER_API : groupOf(cloud?.name ?? '', repair.startupSeconds);
  }
}

const CLUSTER_API: RepairAnswer = Object.freeze({
  by: 'cluster-api',
  sees: 'node',
  explanation: 'a MachineHealthCheck has the machine replaced when its node is not ready for too long or never came',
  settings: Object.freeze({}),
  source: 'https://cluster-api.sigs.k8s.io/tasks/automated-machine-management/healthchecking',
});

function groupOf(cloud: string, startupSeconds: number): RepairAnswer {
  switch (cloud) {
    case 'aws':
      return {
        by: 'cloud-group',
        sees: 'machine',
        explanation: 'the Auto Scaling group replaces an instance whose EC2 status checks fail',
        settings: { HealthCheckType: 'EC2', HealthCheckGracePeriod: startupSeconds },
        source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
      };
    case 'gcp':
      return {
        by: 'cloud-group',
        sees: 'machine',
        explanation:
          'the managed instance group makes an instance anew that stopped running; a health check of its own has to reach the kubelet, which answers inside the machine only',
        settings: { initialDelaySec: Math.min(startupSeconds, GCE_DELAY_SECONDS) },
        source: 'https://cloud.google.com/compute/docs/instance-groups/autohealing-instances-in-migs',
      };
    case 'azure': {
      const { least, most } = AZURE_GRACE_MINUTES;
      const minutes = Math.min(most, Math.max(least, Math.ceil(startupSeconds / 60)));
      return {
        by: 'cloud-group',
        sees: 'machine',
        explanation:
          'the scale set replaces an instance of which the application health extension says that it is unhealthy',
        settings: { enabled: 'true', gracePeriod: `PT${minutes}M`, repairAction: 'Replace' },
        source:
          'https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-automatic-instance-repairs',
      };
    }
    default:
      return nobody('this group replaces no machine by itself');
  }
}

function nobody(explanation: string): RepairAnswer {
  return {
    by: 'nobody',
    sees: 'nothing',
    explanation,
    settings: {},
    source: 'https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller',
  };
}
