import { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate';
import type { Cluster } from '@pulumi/aws/eks/cluster';
import { NodeGroup } from '@pulumi/aws/eks/nodeGroup';
import type { Resource } from '@pulumi/pulumi';
import type { Subnet } from '@pulumi/aws/ec2/subnet';
import { labelsOf, machineTypeFacts, taintsOf } from '../../hosts/aws';
import type { AwsNodes } from '../../hosts/aws';
import type { EncryptionKey } from './encryption-key';
import type { Identity } from './identities';
import type { AwsNetwork } from './network';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';

/** What node groups are made with. */
export interface NodeGroupNeeds {
  readonly cluster: Cluster;
  readonly network: AwsNetwork;
  readonly key: EncryptionKey;
  readonly role: Identity;
  /** What nodes cannot become ready without: the network of pods. */
  readonly addons: readonly Resource[];
}

/** Groups of nodes, by name: `general`, `control-plane`, and `etcd-<zone>` for each zone, because volumes of etcd stay in theirs. */
export function nodeGroups(parts: AwsParts, needs: NodeGroupNeeds): ReadonlyMap<string, NodeGroup> {
  const { zones, nodes } = parts.settings;
  const { privateSubnets } = needs.network;
  return new Map(
    nodes.flatMap((pool) => {
      const template = launchTemplate(parts, pool, needs.key);
      if (!pool.perZone)
        return [[pool.name, nodeGroup(parts, needs, template, pool, pool.name, privateSubnets)] as const];
      const each = { ...pool, min: pool.min / zones.length, max: pool.max / zones.length };
      return zones.map((zone, index) => {
        const name = `${pool.name}-${zone}`;
        const subnets = privateSubnets.slice(index, index + 1);
        return [name, nodeGroup(parts, needs, template, each, name, subnets)] as const;
      });
    }),
  );
}

function nodeGroup(
  parts: AwsParts,
  { cluster, network, role, addons }: NodeGroupNeeds,
  template: LaunchTemplate,
  pool: AwsNodes,
  part: string,
  subnets: readonly Subnet[],
): NodeGroup {
  const { region } = parts.settings;
  const arm = machineTypeFacts(pool.machineType).arm;
  return new NodeGroup(
    `${parts.name}-${part}`,
    {
      region,
      clusterName: cluster.name,
      nodeGroupName: part,
      nodeRoleArn: role.role.arn,
      subnetIds: subnets.map(({ id }) => id),
      version: cluster.version,
      capacityType: 'ON_DEMAND',
      instanceTypes: [pool.machineType],
      amiType: arm ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
      scalingConfig: { minSize: pool.min, maxSize: pool.max, desiredSize: pool.min },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      labels: { ...labelsOf(pool) },
      taints: taintsOf(pool).map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] })),
      tags: tagsOf(parts, part),
    },
    below(parts, {
      parent: cluster,
      dependsOn: [...role.policies, ...network.routes, ...addons],
      // The autoscaler changes it.
      ignoreChanges: ['scalingConfig.desiredSize'],
    }),
  );
}

const EFFECTS = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

/** Encrypted disks; machine metadata that pods cannot reach, because they are one hop further away. */
function launchTemplate(parts: AwsParts, pool: AwsNodes, key: EncryptionKey): LaunchTemplate {
  const { name, settings } = parts;
  const tags = tagsOf(parts, pool.name);
  return new LaunchTemplate(
    `${name}-${pool.name}`,
    {
      region: settings.region,
      updateDefaultVersion: true,
      ebsOptimized: 'true',
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: {
            volumeType: 'gp3',
            volumeSize: pool.diskGib,
            encrypted: 'true',
            kmsKeyId: key.arn,
            deleteOnTermination: 'true',
          },
        },
      ],
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
      ...(pool.role === 'etcd' && settings.etcdVolumes === 'local-nvme' && { userData: LOCAL_DISKS }),
      tags,
    },
    below(parts, { dependsOn: [...key.made] }),
  );
}

/** Where nodes mount their own disks, one folder each. */
export const LOCAL_DISKS_FOLDER = '/mnt/k8s-disks';

/** Mounts each disk of the machine. https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/#localstorageoptions */
const LOCAL_DISKS = Buffer.from(
  `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  instance:
    localStorage:
      strategy: Mount

--//--
`,
).toString('base64');
