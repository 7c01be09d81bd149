import type { Cluster } from '@pulumi/aws/eks/cluster';
import { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation';
import { Bucket } from '@pulumi/aws/s3/bucket';
import { BucketLifecycleConfiguration } from '@pulumi/aws/s3/bucketLifecycleConfiguration';
import { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy';
import { BucketPublicAccessBlock } from '@pulumi/aws/s3/bucketPublicAccessBlock';
import { BucketServerSideEncryptionConfiguration } from '@pulumi/aws/s3/bucketServerSideEncryptionConfiguration';
import { BucketVersioning } from '@pulumi/aws/s3/bucketVersioning';
import type { Role } from '@pulumi/aws/iam/role';
import { interpolate } from '@pulumi/pulumi';
import type { AwsSettings } from '../../hosts/aws';
import type { EncryptionKey } from './encryption-key';
import { identity } from './identities';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { policy } from './policy';

/** Where backups of etcd go, and who writes them. */
export interface AwsBackups {
  /** Versioned, encrypted, private. */
  readonly bucket: Bucket;
  /** May write and read backups, and delete none. */
  readonly role: Role;
}

/** Days after which what was overwritten or deleted is gone. */
const OLD_VERSIONS_DAYS = 7;

/**
 * A bucket that keeps versions, encrypts with the key, is not public and answers over TLS alone; and a role that may write and read, and
 * delete nothing: backups go when their time is over.
 */
export function backups(
  parts: AwsParts,
  cluster: Cluster,
  key: EncryptionKey,
  { retentionDays, serviceAccounts }: NonNullable<AwsSettings['backups']>,
): AwsBackups {
  const { name, settings } = parts;
  const { region } = settings;
  const bucket = new Bucket(
    `${name}-backups`,
    { region, tags: tagsOf(parts, 'backups') },
    below(parts, { protect: settings.deletionProtection }),
  );
  const inside = below(parts, { parent: bucket });
  const of = { region, bucket: bucket.id };
  const blocked = new BucketPublicAccessBlock(
    `${name}-backups`,
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    inside,
  );
  const versioning = new BucketVersioning(
    `${name}-backups`,
    { ...of, versioningConfiguration: { status: 'Enabled' } },
    inside,
  );
  new BucketServerSideEncryptionConfiguration(
    `${name}-backups`,
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    inside,
  );
  new BucketLifecycleConfiguration(
    `${name}-backups`,
    {
      ...of,
      rules: [
        {
          id: 'retention',
          status: 'Enabled',
          filter: { prefix: '' },
          expiration: { days: retentionDays },
          noncurrentVersionExpiration: { noncurrentDays: OLD_VERSIONS_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: OLD_VERSIONS_DAYS },
        },
      ],
    },
    below(parts, { parent: bucket, dependsOn: [versioning] }),
  );
  new BucketPolicy(
    `${name}-backups`,
    {
      ...of,
      policy: policy({
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucket.arn, interpolate`${bucket.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    },
    below(parts, { parent: bucket, dependsOn: [blocked] }),
  );
  return { bucket, role: writer(parts, cluster, key, bucket, serviceAccounts) };
}

function writer(
  parts: AwsParts,
  cluster: Cluster,
  key: EncryptionKey,
  bucket: Bucket,
  serviceAccounts: NonNullable<AwsSettings['backups']>['serviceAccounts'],
): Role {
  const { role } = identity(parts, 'backups', {
    trusts: 'pods.eks',
    statements: [
      { Sid: 'List', Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: bucket.arn },
      {
        Sid: 'Write',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
        Resource: interpolate`${bucket.arn}/*`,
      },
      { Sid: 'Key', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.arn },
    ],
  });
  for (const { namespace, name: serviceAccount } of serviceAccounts) {
    const part = `backups-${namespace}-${serviceAccount}`;
    new PodIdentityAssociation(
      `${parts.name}-${part}`,
      {
        region: parts.settings.region,
        clusterName: cluster.name,
        namespace,
        serviceAccount,
        roleArn: role.arn,
        tags: tagsOf(parts, part),
      },
      below(parts, { parent: cluster }),
    );
  }
  return role;
}
