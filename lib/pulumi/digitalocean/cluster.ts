import { KubernetesCluster } from '@pulumi/digitalocean/kubernetesCluster';
import { KubernetesNodePool } from '@pulumi/digitalocean/kubernetesNodePool';
import { all, secret } from '@pulumi/pulumi';
import type { Output } from '@pulumi/pulumi';
import type { NodePoolFacts } from '../../model';
import { execKubeconfig } from '../host/exec-kubeconfig';
import type { DigitalOceanNetwork } from './network';
import type { DigitalOceanScope } from './scope';

/** How the control plane is made. */
export interface DigitalOceanClusterArgs {
  /** Slug of a version, for example `1.36.3-do.0`: `doctl kubernetes options versions`. */
  readonly version: string;
  readonly network: DigitalOceanNetwork;
}

/** The cluster, with a control plane that outlives a machine, and the group of nodes that is for everything. */
export function digitalOceanCluster(
  { name, settings, parent, tags }: DigitalOceanScope,
  { version, network }: DigitalOceanClusterArgs,
): KubernetesCluster {
  const { region, podCidr, serviceCidr, apiServerCidrs, maintenance, privateNodes, nodePools } = settings;
  const [general] = nodePools;
  return new KubernetesCluster(
    name,
    {
      region,
      version,
      ha: true,
      vpcUuid: network.vpc.id,
      clusterSubnet: podCidr,
      serviceSubnet: serviceCidr,
      isolatedWorkers: privateNodes,
      autoUpgrade: true,
      surgeUpgrade: true,
      maintenancePolicy: { day: maintenance.day, startTime: maintenance.startTime },
      controlPlaneFirewall: { enabled: apiServerCidrs.length > 0, allowedAddresses: [...apiServerCidrs] },
      // Volumes and balancers of tenants are not deleted behind the back of those who own them.
      destroyAllAssociatedResources: false,
      nodePool: { name: general.name, ...nodesOf(general), tags: [...tags] },
      tags: [...tags],
    },
    {
      parent,
      dependsOn: network.natGateway === undefined ? [] : [network.natGateway],
      // Patch releases come in the maintenance window, and nodes as they are needed.
      ignoreChanges: ['version', 'nodePool.nodeCount'],
    },
  );
}

/** The other groups of nodes, by name. */
export function digitalOceanNodePools(
  { name, settings, parent, tags }: DigitalOceanScope,
  cluster: KubernetesCluster,
): Readonly<Record<string, KubernetesNodePool>> {
  const others = settings.nodePools.slice(1);
  return Object.fromEntries(
    others.map((pool) => [
      pool.name,
      new KubernetesNodePool(
        `${name}-${pool.name}`,
        { clusterId: cluster.id, name: pool.name, ...nodesOf(pool), tags: [...tags] },
        { parent, ignoreChanges: ['nodeCount'] },
      ),
    ]),
  );
}

function nodesOf(pool: NodePoolFacts) {
  const { min, max } = pool.size;
  return {
    size: pool.machineType ?? '',
    ...(max > min ? { autoScale: true, minNodes: min, maxNodes: max } : { nodeCount: min }),
    labels: { ...pool.labels },
    taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect })),
  };
}

/** A kubeconfig that asks doctl for a token of whoever runs it. */
export function digitalOceanKubeconfig(name: string, cluster: KubernetesCluster): Output<string> {
  const parts = all([cluster.id, cluster.endpoint, cluster.kubeConfigs]);
  return secret(
    parts.apply(([id, server, [config]]) =>
      execKubeconfig({
        name,
        server,
        certificateAuthority: config?.clusterCaCertificate ?? null,
        token: {
          command: 'doctl',
          args: ['kubernetes', 'cluster', 'kubeconfig', 'exec-credential', '--version=v1beta1', id],
          installHint: 'https://docs.digitalocean.com/reference/doctl/how-to/install/',
        },
      }),
    ),
  );
}
