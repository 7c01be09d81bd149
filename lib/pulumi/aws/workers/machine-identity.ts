import { InstanceProfile } from '@pulumi/aws/iam/instanceProfile';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment';
import type { Secret } from '@pulumi/aws/secretsmanager/secret';
import type { SecretStoreModel } from '../../../model';
import type { GroupParts } from './args';
import { policy } from '../policy';
import { secretKeyStatement } from './policy';

/** Who the machines of a group are in AWS. */
export interface MachineIdentity {
  /** May read the one secret. */
  readonly role: Role;
  /** Carries the role to machines. */
  readonly profile: InstanceProfile;
}

/** A role of machines, which reads the credential of its own pool and nothing else unless more is asked for. */
export function machineIdentity(
  { name, args, tags, options }: GroupParts,
  credential: { readonly store: SecretStoreModel; readonly secret: Secret } | undefined,
): MachineIdentity {
  const role = new Role(
    `${name}-machine`,
    {
      description: `Machines of worker pool ${args.pool.model.path}`,
      assumeRolePolicy: policy({
        Sid: 'Machines',
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: ['sts:AssumeRole'],
      }),
      permissionsBoundary: args.permissionsBoundary,
      tags,
    },
    options,
  );
  if (credential !== undefined) {
    const { store, secret } = credential;
    new RolePolicy(
      `${name}-machine`,
      {
        role: role.id,
        policy: policy(
          { Sid: 'OwnSecret', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: secret.arn },
          ...(args.keyArn === undefined ? [] : [secretKeyStatement(['kms:Decrypt'], args.keyArn, store.location)]),
        ),
      },
      options,
    );
  }
  (args.machinePolicyArns ?? []).forEach((policyArn, index) => {
    new RolePolicyAttachment(`${name}-machine-${index}`, { role: role.name, policyArn }, options);
  });
  return { role, profile: new InstanceProfile(`${name}-machine`, { role: role.name, tags }, options) };
}
