import type { Cluster } from '@pulumi/gcp/container/cluster';
import { NodePool } from '@pulumi/gcp/container/nodePool';
import { diskFamily } from '../../hosts/gcp';
import type { NodePoolFacts } from '../../model';
import type { GcpKeys } from './keys';
import type { GcpNodeIdentity } from './node-identity';
import type { GcpScope } from './scope';

/** Disk that a node starts from, in GB: images and logs of some hundred pods. */
const DISK_GB = 100;

/** Types of disks that nodes start from. */
const DISK_TYPES = { 'persistent-disk': 'pd-balanced', hyperdisk: 'hyperdisk-balanced' } as const;

/** What node pools need of the cluster. */
export interface GcpNodePoolParts {
  readonly cluster: Cluster;
  readonly keys: GcpKeys;
  readonly nodes: GcpNodeIdentity;
}

/** The node pools that the host names; none with Autopilot. */
export function gcpNodePools(scope: GcpScope, parts: GcpNodePoolParts): Readonly<Record<string, NodePool>> {
  return Object.fromEntries(scope.settings.nodePools.map((pool) => [pool.name, nodePool(scope, parts, pool)]));
}

function nodePool(
  { name, settings, parent, labels }: GcpScope,
  { cluster, keys, nodes }: GcpNodePoolParts,
  pool: NodePoolFacts,
): NodePool {
  const { size, zones, machineType, taints } = pool;
  return new NodePool(
    `${name}-${pool.name}`,
    {
      project: settings.project,
      location: settings.region,
      cluster: cluster.id,
      nodeLocations: [...zones],
      // Of each zone; the autoscaler counts all of them together.
      initialNodeCount: Math.ceil(size.min / Math.max(1, zones.length)),
      autoscaling: { totalMinNodeCount: size.min, totalMaxNodeCount: size.max, locationPolicy: 'BALANCED' },
      management: { autoRepair: true, autoUpgrade: true },
      // A node of etcd goes when the next one is there.
      upgradeSettings: { strategy: 'SURGE', maxSurge: 1, maxUnavailable: 0 },
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: {
        ...(machineType !== null && { machineType }),
        imageType: 'COS_CONTAINERD',
        diskType: DISK_TYPES[diskFamily(machineType)],
        diskSizeGb: DISK_GB,
        bootDiskKmsKey: keys.keys.disks.id,
        serviceAccount: nodes.account.email,
        oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
        workloadMetadataConfig: { mode: 'GKE_METADATA' },
        metadata: { 'disable-legacy-endpoints': 'true' },
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        labels: pool.labels,
        taints: taints.map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] })),
        resourceLabels: labels,
      },
    },
    // Google writes back how many nodes a pool began with.
    { parent, ignoreChanges: ['initialNodeCount'] },
  );
}

const EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;
