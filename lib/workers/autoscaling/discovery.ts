import type { TenantModel } from '../../model';
import type { AutoscaledPool } from './autoscaled-pools';
import { cloudClusterName, groupName } from './cloud-groups';
import { POOL_LABEL } from './cluster-api';

/** What discovery depends on. */
export type DiscoveredTenant = Pick<TenantModel, 'name' | 'namespace' | 'path'>;

/**
 * Arguments by which cluster-autoscaler finds the groups of these pools and no others, neither of another tenant nor of a pool that
 * somebody else scales.
 *
 * - `clusterapi`: MachineDeployments in the tenant's namespace that belong to its Cluster and carry the label of a pool;
 * - `aws`, `azure`: groups with the tags of `awsGroupTags` and `azureScaleSetTags`, which hold the sizes too;
 * - `gce`: groups whose name starts with that of a pool, each of them with its share of the size;
 * - `hetzner`: it makes servers itself, so it is told of which type and where, a group in each location;
 * - any other provider has no discovery: groups are named one by one.
 */
export function discoveryArguments(
  tenant: DiscoveredTenant,
  provider: string,
  pools: readonly AutoscaledPool[],
): readonly string[] {
  switch (provider) {
    case 'clusterapi':
      return pools.map(({ name }) =>
        discovery(`clusterapi:namespace=${tenant.namespace},clusterName=${tenant.name},${POOL_LABEL}=${name}`),
      );
    case 'aws': {
      const prefix = 'k8s.io/cluster-autoscaler';
      return [discovery(`asg:tag=${prefix}/enabled,${prefix}/${cloudClusterName(tenant)}`)];
    }
    case 'azure':
      return [discovery(`label:cluster-autoscaler-enabled=true,cluster-autoscaler-name=${cloudClusterName(tenant)}`)];
    case 'gce':
      return [
        // Otherwise it looks in the zone alone that its pod happens to be in.
        '--regional=true',
        ...pools.map((pool) => {
          const { min, max } = sizeOfZone(pool);
          return discovery(`mig:namePrefix=${groupName(tenant, pool)}-,min=${min},max=${max}`);
        }),
      ];
    case 'hetzner':
      return pools.flatMap((pool) => hetznerGroups(tenant, pool));
    default:
      return pools.map((pool) => `--nodes=${pool.size.min}:${pool.size.max}:${groupName(tenant, pool)}`);
  }
}

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/hetzner/README.md */
function hetznerGroups(tenant: DiscoveredTenant, pool: AutoscaledPool): readonly string[] {
  const { min, max } = sizeOfZone(pool);
  const { serverType } = pool.machines.options;
  // Machines of which nobody says the type are a finding of their own.
  const type = typeof serverType === 'string' ? serverType : '';
  return zonesOf(pool).map((zone) => `--nodes=${min}:${max}:${type}:${zone}:${groupName(tenant, pool)}-${zone}`);
}

function zonesOf({ zones, machines }: AutoscaledPool): readonly string[] {
  return zones.length > 0 ? zones : machines.zones;
}

/** A pool over several zones has a group in each. Together they are never more than the pool's most. */
function sizeOfZone(pool: AutoscaledPool): { readonly min: number; readonly max: number } {
  const { size } = pool;
  const count = Math.max(1, zonesOf(pool).length);
  const max = Math.max(1, Math.floor(size.max / count));
  return { min: Math.min(max, Math.ceil(size.min / count)), max };
}

function discovery(definition: string): string {
  return `--node-group-auto-discovery=${definition}`;
}
