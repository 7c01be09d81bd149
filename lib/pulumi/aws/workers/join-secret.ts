import { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { Secret } from '@pulumi/aws/secretsmanager/secret';
import type { SecretStoreModel } from '../../../model';
import { joinName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { problemOf } from '../../workers/pool-machines';
import type { GroupParts } from './args';
import { policy } from '../policy';
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

/** Who writes the credential. */
export interface JoinWriter {
  /** May write the one secret. */
  readonly role: Role;
  /** Gives the role to the service account of the pool's CronJob. */
  readonly association: PodIdentityAssociation;
}

/**
 * A role for the service account of the CronJob, and for no other: it may write this secret and read nothing.
 * `undefined` where the pool names a role of its own.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 *
 * @throws CLN3302
 */
export function joinWriter(parts: GroupParts, store: SecretStoreModel, secret: Secret): JoinWriter | undefined {
  const { name, args, tags, options } = parts;
  if ('eks.amazonaws.com/role-arn' in store.serviceAccountAnnotations) return undefined;
  const { cluster } = args;
  if (cluster === undefined) throw noWriter(args.pool);
  const namespace = args.pool.tenant.namespace;
  const serviceAccount = joinName(args.pool.model);
  const role = new Role(
    `${name}-writer`,
    {
      description: `Writes the join credential of worker pool ${args.pool.model.path}`,
      assumeRolePolicy: policy({
        Sid: 'PodIdentity',
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-name': cluster,
            'aws:RequestTag/kubernetes-namespace': namespace,
            'aws:RequestTag/kubernetes-service-account': serviceAccount,
          },
        },
      }),
      permissionsBoundary: args.permissionsBoundary,
      tags,
    },
    options,
  );
  new RolePolicy(
    `${name}-writer`,
    {
      role: role.id,
      policy: policy(
        { Sid: 'OwnSecret', Effect: 'Allow', Action: ['secretsmanager:PutSecretValue'], Resource: secret.arn },
        ...(args.keyArn === undefined
          ? []
          : [secretKeyStatement(['kms:GenerateDataKey', 'kms:Decrypt'], args.keyArn, store.location)]),
      ),
    },
    options,
  );
  const association = new PodIdentityAssociation(
    `${name}-writer`,
    { clusterName: cluster, namespace, serviceAccount, roleArn: role.arn, tags },
    options,
  );
  return { role, association };
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
