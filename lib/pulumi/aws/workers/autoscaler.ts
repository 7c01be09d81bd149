import type { PodIdentityAssociation } from '@pulumi/aws/eks/podIdentityAssociation';
import type { Role } from '@pulumi/aws/iam/role';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { cloudClusterName } from '../../../workers';
import type { TenantPool } from '../../tenant-pool';
import { autoscalerAccount } from '../../workers/autoscaler';
import { tenantTags } from '../../workers/pool-machines';
import { autoscalerStatements } from '../policies';
import { podIdentity } from './pod-identity';

/** What the cluster-autoscaler of a tenant needs to be known in AWS. */
export interface AwsAutoscalerIdentityArgs {
  /** Any pool of the tenant that it scales: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** Name of the EKS cluster that the tenant's control plane is in. */
  readonly cluster: Input<string>;
  /** Permissions boundary of the role. @default - none */
  readonly permissionsBoundary?: Input<string>;
  /** Tags, besides those that say whose it is. @default - none */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/**
 * Who the cluster-autoscaler of a tenant is in AWS, by EKS Pod Identity: it looks at every Auto Scaling group, and changes the number of
 * machines of those that have the tag of this tenant. One for all pools of the tenant.
 *
 * @example
 * new AwsAutoscalerIdentity('team-a-autoscaler', { pool: fleet.tenant('team-a').pool('general'), cluster: eu.cluster.name });
 */
export class AwsAutoscalerIdentity extends ComponentResource {
  /** May scale the tenant's groups and nothing else. */
  public readonly role: Role;
  /** Gives the role to the service account of the autoscaler. */
  public readonly association: PodIdentityAssociation;

  /** @throws ColonnadeError `CLN3306` for a pool that no cluster-autoscaler of AWS scales */
  public constructor(name: string, args: AwsAutoscalerIdentityArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:aws:AutoscalerIdentity', name, {}, options);
    const { pool, cluster, permissionsBoundary } = args;
    const identity = podIdentity(
      name,
      {
        description: `Scales worker pools of ${pool.tenant.path}`,
        cluster,
        ...autoscalerAccount(pool, 'aws'),
        statements: autoscalerStatements(cloudClusterName(pool.tenant)),
        permissionsBoundary,
        tags: { ...tenantTags(pool), ...args.tags },
      },
      { parent: this },
    );
    this.role = identity.role;
    this.association = identity.association;
    this.registerOutputs({ roleArn: this.role.arn });
  }
}
