import type { Vpc } from '@pulumi/aws/ec2/vpc';
import type { Cluster } from '@pulumi/aws/eks/cluster';
import { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation';
import { Release } from '@pulumi/kubernetes/helm/v3/release';
import type { Provider } from '@pulumi/kubernetes/provider';
import type { Input, Resource } from '@pulumi/pulumi';
import { labelsOf, taintsOf } from '../../hosts/aws';
import { clusterAutoscalerVersion } from '../../workers';
import { identity } from './identities';
import { LOCAL_DISKS_FOLDER } from './node-groups';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { autoscalerStatements, loadBalancerStatements } from './policies';
import type { Statement } from './policy';

/** What controllers are installed with. */
export interface ControllerNeeds {
  readonly cluster: Cluster;
  readonly vpc: Vpc;
  readonly version: string;
  readonly provider: Provider;
  /** StorageClass of etcd. */
  readonly storageClass: string | null;
  /** What has to be there before: nodes and names of Services. */
  readonly dependsOn: readonly Resource[];
}

/** Controllers that EKS has no add-on for, by name, as Helm releases. */
export function controllers(parts: AwsParts, needs: ControllerNeeds): ReadonlyMap<string, Release> {
  const { settings } = parts;
  const found = [loadBalancerController(parts, needs)];
  if (settings.autoscaler === 'cluster-autoscaler') found.push(clusterAutoscaler(parts, needs));
  if (settings.etcdVolumes === 'local-nvme') found.push(localVolumes(parts, needs));
  return new Map(found);
}

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/ */
function loadBalancerController(parts: AwsParts, needs: ControllerNeeds): readonly [string, Release] {
  const name = 'aws-load-balancer-controller';
  const { settings, clusterName } = parts;
  const may = podIdentity(parts, needs.cluster, name, loadBalancerStatements(settings.partition));
  return release(parts, needs, may, {
    name,
    repository: 'https://aws.github.io/eks-charts',
    version: '3.4.0',
    values: {
      clusterName,
      region: settings.region,
      vpcId: needs.vpc.id,
      serviceAccount: { create: true, name },
      replicaCount: 2,
      defaultTags: { 'colonnade.dev/management-cluster': parts.name, ...settings.tags },
      // Balancers of tenants name their class; nothing else is for this controller.
      enableServiceMutatorWebhook: false,
      createIngressClassResource: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
    },
  });
}

/** https://github.com/kubernetes/autoscaler/tree/master/charts/cluster-autoscaler */
function clusterAutoscaler(parts: AwsParts, needs: ControllerNeeds): readonly [string, Release] {
  const name = 'cluster-autoscaler';
  const { settings, clusterName } = parts;
  const may = podIdentity(parts, needs.cluster, name, autoscalerStatements(clusterName));
  return release(parts, needs, may, {
    name,
    repository: 'https://kubernetes.github.io/autoscaler',
    version: '9.57.0',
    values: {
      fullnameOverride: name,
      cloudProvider: 'aws',
      awsRegion: settings.region,
      autoDiscovery: { clusterName },
      image: { tag: `v${clusterAutoscalerVersion(needs.version)}` },
      rbac: { serviceAccount: { name } },
      replicaCount: 2,
      extraArgs: { 'balance-similar-node-groups': true, 'skip-nodes-with-local-storage': false },
    },
  });
}

const ETCD = { role: 'etcd' } as const;

/** https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/tree/master/helm */
function localVolumes(parts: AwsParts, needs: ControllerNeeds): readonly [string, Release] {
  const name = 'local-static-provisioner';
  return release(parts, needs, [], {
    name,
    repository: 'https://kubernetes-sigs.github.io/sig-storage-local-static-provisioner',
    version: '2.0.0',
    values: {
      classes: [{ name: needs.storageClass, hostDir: LOCAL_DISKS_FOLDER, volumeMode: 'Filesystem', fsType: 'ext4' }],
      nodeSelector: { ...labelsOf(ETCD) },
      tolerations: taintsOf(ETCD).map(({ key, value, effect }) => ({ key, operator: 'Equal', value, effect })),
    },
  });
}

interface Chart {
  readonly name: string;
  readonly repository: string;
  readonly version: string;
  readonly values: Readonly<Record<string, Input<unknown>>>;
}

function release(
  parts: AwsParts,
  { provider, dependsOn }: ControllerNeeds,
  may: readonly Resource[],
  { name, repository, version, values }: Chart,
): readonly [string, Release] {
  const made = new Release(
    `${parts.name}-${name}`,
    {
      name,
      namespace: 'kube-system',
      chart: name,
      version,
      repositoryOpts: { repo: repository },
      values: { ...values },
    },
    below(parts, { provider, dependsOn: [...dependsOn, ...may] }),
  );
  return [name, made];
}

/** Lets a service account of kube-system do something in AWS. https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html */
function podIdentity(
  parts: AwsParts,
  cluster: Cluster,
  serviceAccount: string,
  statements: readonly Statement[],
): readonly Resource[] {
  const { role, policies } = identity(parts, serviceAccount, { trusts: 'pods.eks', statements });
  const association = new PodIdentityAssociation(
    `${parts.name}-${serviceAccount}`,
    {
      region: parts.settings.region,
      clusterName: cluster.name,
      namespace: 'kube-system',
      serviceAccount,
      roleArn: role.arn,
      tags: tagsOf(parts, serviceAccount),
    },
    below(parts, { parent: cluster }),
  );
  return [association, ...policies];
}
