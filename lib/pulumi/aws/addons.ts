import { Addon } from '@pulumi/aws/eks/addon';
import type { Cluster } from '@pulumi/aws/eks/cluster';
import type { Resource } from '@pulumi/pulumi';
import type { EncryptionKey } from './encryption-key';
import { identity } from './identities';
import type { Identity } from './identities';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { volumeKeyStatements } from './policies';

/** Add-ons that nodes need to become ready: addresses of pods, Services, and the identities of pods. */
export function nodeAddons(parts: AwsParts, cluster: Cluster): readonly Addon[] {
  const agent = addon(parts, cluster, 'eks-pod-identity-agent', {});
  const cni = addon(parts, cluster, 'vpc-cni', {
    serviceAccount: 'aws-node',
    identity: identity(parts, 'vpc-cni', { trusts: 'pods.eks', managed: ['AmazonEKS_CNI_Policy'] }),
    // Policies of tenants' namespaces hold only where something enforces them.
    configuration: { enableNetworkPolicy: 'true' },
  });
  return [agent, cni, addon(parts, cluster, 'kube-proxy', {})];
}

/** Add-ons that need nodes: names of Services, and volumes. */
export function podAddons(
  parts: AwsParts,
  cluster: Cluster,
  key: EncryptionKey,
  nodes: readonly Resource[],
): readonly Addon[] {
  const driver = identity(parts, 'ebs-csi', {
    trusts: 'pods.eks',
    managed: ['AmazonEBSCSIDriverPolicyV2'],
    statements: volumeKeyStatements(key.arn),
  });
  return [
    addon(parts, cluster, 'coredns', { dependsOn: nodes }),
    addon(parts, cluster, 'aws-ebs-csi-driver', {
      serviceAccount: 'ebs-csi-controller-sa',
      identity: driver,
      configuration: { controller: { extraVolumeTags: tagsOf(parts, 'etcd') } },
      dependsOn: nodes,
    }),
  ];
}

interface AddonArgs {
  readonly serviceAccount?: string;
  readonly identity?: Identity;
  /** Of the schema that `aws eks describe-addon-configuration` prints. */
  readonly configuration?: object;
  readonly dependsOn?: readonly Resource[];
}

/** The version is the default of EKS for the version of the cluster. https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
function addon(parts: AwsParts, cluster: Cluster, addonName: string, args: AddonArgs): Addon {
  const { serviceAccount, identity: who, configuration, dependsOn = [] } = args;
  return new Addon(
    `${parts.name}-${addonName}`,
    {
      region: parts.settings.region,
      clusterName: cluster.name,
      addonName,
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      ...(who !== undefined &&
        serviceAccount !== undefined && { podIdentityAssociations: [{ roleArn: who.role.arn, serviceAccount }] }),
      ...(configuration !== undefined && { configurationValues: JSON.stringify(configuration) }),
      tags: tagsOf(parts, addonName),
    },
    below(parts, { parent: cluster, dependsOn: [...(who?.policies ?? []), ...dependsOn] }),
  );
}
