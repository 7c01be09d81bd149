import { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import type { CustomResourceOptions, Input } from '@pulumi/pulumi';
import { policy } from '../policy';
import type { Statement } from '../policy';

/** Pods of a service account, and what they may do. */
export interface PodIdentityArgs {
  readonly description: string;
  /** Name of the EKS cluster. */
  readonly cluster: Input<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly statements: readonly Statement[];
  /** @default - none */
  readonly permissionsBoundary?: Input<string> | undefined;
  readonly tags: Readonly<Record<string, Input<string>>>;
}

/** Who the pods of a service account are in AWS. */
export interface PodIdentity {
  readonly role: Role;
  /** Gives the role to the service account. */
  readonly association: PodIdentityAssociation;
}

/**
 * A role that the pods of one service account of one cluster take, and nobody else.
 *
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podIdentity(name: string, args: PodIdentityArgs, options: CustomResourceOptions): PodIdentity {
  const { cluster, namespace, serviceAccount, tags } = args;
  const role = new Role(
    name,
    {
      description: args.description,
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
  new RolePolicy(name, { role: role.id, policy: policy(...args.statements) }, options);
  const association = new PodIdentityAssociation(
    name,
    { clusterName: cluster, namespace, serviceAccount, roleArn: role.arn, tags },
    options,
  );
  return { role, association };
}
