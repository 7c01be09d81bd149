import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup';
import { AccessEntry } from '@pulumi/aws/eks/accessEntry';
import { AccessPolicyAssociation } from '@pulumi/aws/eks/accessPolicyAssociation';
import { Cluster } from '@pulumi/aws/eks/cluster';
import type { Resource } from '@pulumi/pulumi';
import { CONTROL_PLANE_LOGS } from '../../hosts/aws';
import type { EncryptionKey } from './encryption-key';
import { identity } from './identities';
import type { Identity } from './identities';
import type { AwsNetwork } from './network';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { USE_KEY } from './policies';

/** The control plane of a management cluster, and who administers it. */
export interface ClusterParts {
  readonly cluster: Cluster;
  readonly logGroup: LogGroup;
  readonly role: Identity;
  readonly access: readonly Resource[];
}

/**
 * An EKS cluster whose network add-ons are add-ons like all others. Its log group is made before it: EKS would make one without end of
 * retention and without the key. Who makes the cluster administers it, because the same program goes on to deploy to it.
 *
 * @param version - of Kubernetes, for example `1.36.3`; EKS chooses the patch
 */
export function cluster(parts: AwsParts, version: string, net: AwsNetwork, key: EncryptionKey): ClusterParts {
  const { name, clusterName, settings } = parts;
  const { region, apiServerCidrs } = settings;
  const logGroup = new LogGroup(
    `${name}-logs`,
    {
      region,
      name: `/aws/eks/${clusterName}/cluster`,
      retentionInDays: settings.logRetentionDays,
      kmsKeyId: key.arn,
      tags: tagsOf(parts, 'logs'),
    },
    below(parts, { dependsOn: [...key.made] }),
  );
  const role = identity(parts, 'cluster', {
    trusts: 'eks',
    managed: ['AmazonEKSClusterPolicy'],
    statements: [{ Sid: 'SecretsKey', Effect: 'Allow', Action: [...USE_KEY, 'kms:ListGrants'], Resource: key.arn }],
  });
  const made = new Cluster(
    `${name}-cluster`,
    {
      region,
      name: clusterName,
      version: minorOf(version),
      roleArn: role.role.arn,
      bootstrapSelfManagedAddons: false,
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
      vpcConfig: {
        subnetIds: net.privateSubnets.map(({ id }) => id),
        endpointPrivateAccess: true,
        endpointPublicAccess: apiServerCidrs.length > 0,
        ...(apiServerCidrs.length > 0 && { publicAccessCidrs: [...apiServerCidrs] }),
      },
      encryptionConfig: { provider: { keyArn: key.arn }, resources: ['secrets'] },
      enabledClusterLogTypes: [...CONTROL_PLANE_LOGS],
      zonalShiftConfig: { enabled: true },
      deletionProtection: settings.deletionProtection,
      tags: tagsOf(parts, 'cluster'),
    },
    below(parts, { dependsOn: [logGroup, ...role.policies] }),
  );
  const access = settings.administrators.flatMap((principalArn) => administrator(parts, made, principalArn));
  return { cluster: made, logGroup, role, access };
}

/** `1.36` of `1.36.3`. */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html */
function administrator(parts: AwsParts, { name: clusterName }: Cluster, principalArn: string): readonly Resource[] {
  const { name, settings } = parts;
  const { region, partition } = settings;
  const part = `admin-${principalArn.slice(principalArn.lastIndexOf(':') + 1).replaceAll('/', '-')}`;
  const entry = new AccessEntry(
    `${name}-${part}`,
    { region, clusterName, principalArn, type: 'STANDARD', tags: tagsOf(parts, part) },
    below(parts),
  );
  const association = new AccessPolicyAssociation(
    `${name}-${part}`,
    {
      region,
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
    },
    below(parts, { parent: entry }),
  );
  return [entry, association];
}
