import { FargateProfile } from '@pulumi/aws/eks/fargateProfile';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment';
import { ComponentResource, output } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { policy } from '../policy';

/** What a profile for control planes needs. */
export interface AwsFargateProfileArgs {
  /** The EKS cluster: `eu.cluster`. */
  readonly cluster: { readonly name: Input<string>; readonly arn: Input<string> };
  /** Private subnets, with a way out. */
  readonly subnetIds: Input<Input<string>[]>;
  /** Namespaces of tenants; `*` stands for any text. @default ['tenant-*'] */
  readonly namespaces?: readonly string[];
  /** Permissions boundary of the role. @default - none */
  readonly permissionsBoundary?: Input<string>;
  /** @default - `managed-by` */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** What of a control plane holds no state. Jobs stay on nodes, because identities of pods do not reach Fargate. */
const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/**
 * Runs the control planes of the native engine on AWS Fargate: a profile that chooses their pods, and no others of their namespaces, and
 * the role with which Fargate fetches images and registers its machines. For a host of `onFargate(...)`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
 *
 * @example
 * new AwsFargateProfile('control-planes', { cluster: eu.cluster, subnetIds: eu.privateSubnets.map(({ id }) => id) });
 */
export class AwsFargateProfile extends ComponentResource {
  /** Chooses the pods. */
  public readonly profile: FargateProfile;
  /** The pod execution role. */
  public readonly role: Role;

  public constructor(name: string, args: AwsFargateProfileArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:aws:FargateProfile', name, {}, options);
    const { cluster, subnetIds, namespaces = ['tenant-*'] } = args;
    const parent = { parent: this };
    const tags = { 'managed-by': 'colonnade', ...args.tags };
    const arn = output(cluster.arn);
    this.role = new Role(
      name,
      {
        description: 'Fetches images of control planes on Fargate',
        assumeRolePolicy: policy({
          Sid: 'Fargate',
          Effect: 'Allow',
          Principal: { Service: 'eks-fargate-pods.amazonaws.com' },
          Action: ['sts:AssumeRole'],
          Condition: {
            // Profiles of this cluster, and of no other that somebody makes in another account.
            ArnLike: { 'aws:SourceArn': arn.apply((text) => `${text.replace(':cluster/', ':fargateprofile/')}/*`) },
          },
        }),
        permissionsBoundary: args.permissionsBoundary,
        tags,
      },
      parent,
    );
    const attached = new RolePolicyAttachment(
      name,
      {
        role: this.role.name,
        policyArn: arn.apply(
          (text) => `arn:${text.split(':')[1] ?? 'aws'}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy`,
        ),
      },
      parent,
    );
    this.profile = new FargateProfile(
      name,
      {
        clusterName: cluster.name,
        podExecutionRoleArn: this.role.arn,
        subnetIds,
        selectors: namespaces.flatMap((namespace) =>
          COMPONENTS.map((component) => ({ namespace, labels: { 'app.kubernetes.io/name': component } })),
        ),
        tags,
      },
      { ...parent, dependsOn: [attached] },
    );
    this.registerOutputs({});
  }
}
