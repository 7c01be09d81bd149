import { Secret } from '@pulumi/aws/secretsmanager/secret';
import type { SecretStoreModel } from '../../../model';
import { joinName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { problemOf } from '../../workers/pool-machines';
import type { GroupParts } from './args';
import { podIdentity } from './pod-identity';
import type { PodIdentity } from './pod-identity';
import { secretKeyStatement } from './policy';

/**
 * The place that a pool's credential is kept in. It is made empty: what is in it is written by the CronJob of the pool, and is never seen
 * by Pulumi. It can be deleted at once, because what is in it ends within the hour.
 */
export function joinSecret({ name, args, tags, options }: GroupParts, store: SecretStoreModel): Secret {
  return new Secret(
    `${name}-join`,
    {
      name: store.secret,
      region: store.location,
      description: `Join credential of worker pool ${args.pool.model.path}. Written by its CronJob, read by its machines.`,
      kmsKeyId: args.keyArn,
      recoveryWindowInDays: 0,
      tags,
    },
    options,
  );
}

/**
 * A role for the service account of the CronJob, and for no other: it may write this secret and read nothing.
 * `undefined` where the pool names a role of its own.
 *
 * @throws CLN3302
 */
export function joinWriter(parts: GroupParts, store: SecretStoreModel, secret: Secret): PodIdentity | undefined {
  const { name, args, tags, options } = parts;
  if ('eks.amazonaws.com/role-arn' in store.serviceAccountAnnotations) return undefined;
  const { cluster, keyArn, pool } = args;
  if (cluster === undefined) throw noWriter(pool);
  const ownSecret = { Sid: 'OwnSecret', Effect: 'Allow', Action: ['secretsmanager:PutSecretValue'] } as const;
  return podIdentity(
    `${name}-writer`,
    {
      description: `Writes the join credential of worker pool ${pool.model.path}`,
      cluster,
      namespace: pool.tenant.namespace,
      serviceAccount: joinName(pool.model),
      statements: [
        { ...ownSecret, Resource: secret.arn },
        ...(keyArn === undefined
          ? []
          : [secretKeyStatement(['kms:GenerateDataKey', 'kms:Decrypt'], keyArn, store.location)]),
      ],
      permissionsBoundary: args.permissionsBoundary,
      tags,
    },
    options,
  );
}

function noWriter({ model }: TenantPool) {
  return problemOf(
    model,
    'noWriter',
    'machines.credentials',
    'its credential is kept in AWS Secrets Manager, and nothing says who may write it.',
    "cluster: eks.name in the arguments of the group, or machines: Machines.awsAutoScalingGroup({ credentials: { roleArn: '...' }, ... }).",
  );
}
