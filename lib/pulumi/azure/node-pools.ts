import { AgentPool } from '@pulumi/azure-native/containerservice/agentPool';
import type { AgentPoolArgs } from '@pulumi/azure-native/containerservice/agentPool';
import type { ManagedCluster } from '@pulumi/azure-native/containerservice/managedCluster';
import type { NodePoolFacts } from '../../model';
import type { AzureNetwork } from './network';
import type { AzureScope } from './scope';

/** Disk that a node starts from, in GB: images and logs of some hundred pods. */
const DISK_GB = 128;

/** What a pool is told in the cluster's own list and as a resource alike. */
export type AzurePoolArgs = Omit<AgentPoolArgs, 'resourceGroupName' | 'resourceName' | 'agentPoolName'>;

/** Azure allows twelve lower-case letters and digits. */
export function poolName({ name }: Pick<NodePoolFacts, 'name'>): string {
  return name.replaceAll(/[^a-z0-9]/g, '').slice(0, 12);
}

/** The pool that the cluster is made with, where AKS runs what it brings. */
export function isSystemPool({ role }: Pick<NodePoolFacts, 'role'>): boolean {
  return role === 'general';
}

/** Private machines in every zone, with disks that are encrypted on the machine as well, and as many of them as there have to be. */
export function poolArgs({ settings, tags }: AzureScope, pool: NodePoolFacts, { nodes }: AzureNetwork): AzurePoolArgs {
  const { size, machineType, labels, taints } = pool;
  return {
    ...(machineType !== null && { vmSize: machineType }),
    availabilityZones: [...settings.zones],
    type: 'VirtualMachineScaleSets',
    mode: isSystemPool(pool) ? 'System' : 'User',
    osType: 'Linux',
    osSKU: 'AzureLinux',
    osDiskType: 'Managed',
    osDiskSizeGB: DISK_GB,
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
    vnetSubnetID: nodes.id,
    enableAutoScaling: true,
    count: size.min,
    minCount: size.min,
    maxCount: size.max,
    nodeLabels: labels,
    nodeTaints: taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
    // A node of etcd goes when the next one is there, and after as long as etcd may take to move its leader.
    upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 60 },
    tags,
  };
}

/** The pools besides the one that the cluster is made with, by their names in the host. */
export function azureNodePools(
  scope: AzureScope,
  cluster: ManagedCluster,
  network: AzureNetwork,
): Readonly<Record<string, AgentPool>> {
  const { name, settings, parent, group } = scope;
  const pools = settings.nodePools.filter((pool) => !isSystemPool(pool));
  return Object.fromEntries(
    pools.map((pool) => [
      pool.name,
      new AgentPool(
        `${name}-${pool.name}`,
        {
          ...poolArgs(scope, pool, network),
          resourceGroupName: group.name,
          resourceName: cluster.name,
          agentPoolName: poolName(pool),
        },
        // The autoscaler decides.
        { parent, ignoreChanges: ['count'] },
      ),
    ]),
  );
}
