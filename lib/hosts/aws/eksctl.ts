import { emitYaml } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import type { HostArtefact } from '../host';
import { labelsOf, taintsOf } from './facts';
import type { AwsNodes, AwsSettings } from './settings';

/** Kinds of logs that a control plane of EKS can write. https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/**
 * The same cluster for eksctl: for those who make clusters with it, or who want to read what they get. eksctl makes the network, the
 * roles and the groups of nodes; it makes neither addresses for tenants nor a key nor a bucket.
 *
 * @see https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/assets/schema.json
 */
export function eksctlConfig(
  settings: AwsSettings,
  { name, version }: Pick<ManagementClusterModel, 'name' | 'version'>,
): HostArtefact {
  const config: JsonObject = {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: {
      name: settings.name ?? name,
      region: settings.region,
      version: version.split('.').slice(0, 2).join('.'),
      tags: { ...settings.tags, 'colonnade.dev/management-cluster': name },
    },
    vpc: {
      cidr: settings.vpcCidr,
      nat: { gateway: settings.natGateways === 'per-zone' ? 'HighlyAvailable' : 'Single' },
      clusterEndpoints: { privateAccess: true, publicAccess: settings.apiServerCidrs.length > 0 },
      ...(settings.apiServerCidrs.length > 0 && { publicAccessCIDRs: [...settings.apiServerCidrs] }),
    },
    availabilityZones: [...settings.zones],
    accessConfig: {
      authenticationMode: 'API',
      bootstrapClusterCreatorAdminPermissions: true,
      accessEntries: settings.administrators.map((principalARN) => ({
        principalARN,
        accessPolicies: [
          {
            policyARN: `arn:${settings.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
            accessScope: { type: 'cluster' },
          },
        ],
      })),
    },
    ...(settings.kmsKey !== null && { secretsEncryption: { keyARN: settings.kmsKey } }),
    cloudWatch: {
      clusterLogging: { enableTypes: [...CONTROL_PLANE_LOGS], logRetentionInDays: settings.logRetentionDays },
    },
    addonsConfig: { autoApplyPodIdentityAssociations: true },
    addons: ['eks-pod-identity-agent', 'vpc-cni', 'kube-proxy', 'coredns', 'aws-ebs-csi-driver'].map((addon) => ({
      name: addon,
    })),
    iam: {
      podIdentityAssociations: [
        association('aws-load-balancer-controller', 'awsLoadBalancerController'),
        ...(settings.autoscaler === 'none' ? [] : [association('cluster-autoscaler', 'autoScaler')]),
      ],
    },
    managedNodeGroups: settings.nodes.flatMap((nodes) => nodeGroups(nodes, settings)),
  };
  return {
    path: 'eksctl.yaml',
    content: emitYaml(config),
    usage: 'eksctl create cluster -f eksctl.yaml',
  };
}

function association(serviceAccountName: string, policy: string): JsonObject {
  return { namespace: 'kube-system', serviceAccountName, wellKnownPolicies: { [policy]: true } };
}

function nodeGroups(nodes: AwsNodes, settings: AwsSettings): readonly JsonObject[] {
  if (!nodes.perZone) return [nodeGroup(nodes.name, nodes, nodes.min, nodes.max, settings)];
  const { zones } = settings;
  return zones.map((zone) => ({
    ...nodeGroup(`${nodes.name}-${zone}`, nodes, nodes.min / zones.length, nodes.max / zones.length, settings),
    availabilityZones: [zone],
  }));
}

function nodeGroup(name: string, nodes: AwsNodes, min: number, max: number, settings: AwsSettings): JsonObject {
  return {
    name,
    amiFamily: 'AmazonLinux2023',
    instanceType: nodes.machineType,
    minSize: min,
    maxSize: max,
    desiredCapacity: min,
    privateNetworking: true,
    disableIMDSv1: true,
    disablePodIMDS: true,
    volumeType: 'gp3',
    volumeSize: nodes.diskGib,
    volumeEncrypted: true,
    ...(settings.kmsKey !== null && { volumeKmsKeyID: settings.kmsKey }),
    labels: { ...labelsOf(nodes) },
    taints: taintsOf(nodes).map(({ key, value, effect }) => ({ key, value, effect })),
    updateConfig: { maxUnavailable: 1 },
    tags: { ...settings.tags },
  };
}
