import { getCallerIdentityOutput } from '@pulumi/aws/getCallerIdentity';
import { Alias } from '@pulumi/aws/kms/alias';
import { Key } from '@pulumi/aws/kms/key';
import { interpolate, output } from '@pulumi/pulumi';
import type { Output, Resource } from '@pulumi/pulumi';
import { keyAliasOf } from '../../hosts/aws';
import { below, flowLogGroupOf, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { policy } from './policy';
import { USE_KEY } from './policies';

/** The key of everything that is at rest: Secrets, disks, logs and backups. */
export interface EncryptionKey {
  /** ARN of the key, whoever made it. */
  readonly arn: Output<string>;
  /** The key that was made; `undefined`: the host named one. */
  readonly key: Key | undefined;
  /** What has to be there before the key can be used; empty where it was there already. */
  readonly made: readonly Resource[];
}

/**
 * A key that rotates, with an alias that the StorageClass of etcd names. Principals of the account may use it through EC2, which is how
 * machines of a node group get their disks; CloudWatch may use it for the logs of this cluster and of its network.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function encryptionKey(parts: AwsParts): EncryptionKey {
  const { name, settings } = parts;
  const { region, partition, kmsKey } = settings;
  if (kmsKey !== null) return { arn: output(kmsKey), key: undefined, made: [] };
  const account = getCallerIdentityOutput({}, { parent: parts.component }).accountId;
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const key = new Key(
    `${name}-key`,
    {
      region,
      description: `Secrets, disks, logs and backups of management cluster ${name}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy(
        {
          Sid: 'Account',
          Effect: 'Allow',
          Principal: { AWS: interpolate`arn:${partition}:iam::${account}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Volumes',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: [...USE_KEY, 'kms:CreateGrant'],
          Resource: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `ec2.${region}.${suffix}` } },
        },
        {
          Sid: 'Logs',
          Effect: 'Allow',
          Principal: { Service: `logs.${region}.${suffix}` },
          Action: USE_KEY,
          Resource: '*',
          Condition: {
            ArnLike: {
              'kms:EncryptionContext:aws:logs:arn': [`/aws/eks/${parts.clusterName}/*`, flowLogGroupOf(parts)].map(
                (group) => interpolate`arn:${partition}:logs:${region}:${account}:log-group:${group}`,
              ),
            },
          },
        },
      ),
      tags: tagsOf(parts, 'key'),
    },
    below(parts, { protect: settings.deletionProtection }),
  );
  const alias = new Alias(
    `${name}-key`,
    { region, name: keyAliasOf(settings, name), targetKeyId: key.keyId },
    below(parts, { parent: key }),
  );
  return { arn: key.arn, key, made: [key, alias] };
}
