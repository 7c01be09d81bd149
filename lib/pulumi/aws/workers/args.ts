import type { CustomResourceOptions, Input } from '@pulumi/pulumi';
import type { TenantPool } from '../../tenant-pool';

/** What a group of EC2 instances needs besides what its pool says. */
export interface AwsWorkerGroupArgs {
  /** The pool, of machines of `Machines.awsAutoScalingGroup`: `fleet.tenant('team-a').pool('general')`. */
  readonly pool: TenantPool;
  /** The network of the machines: that of the management cluster, or any from which the tenant's endpoint is reached. */
  readonly vpcId: Input<string>;
  /** Private subnets, with a way out, one in each zone of the pool. */
  readonly subnetIds: Input<Input<string>[]>;
  /** Name of the EKS cluster that the tenant's control plane is in, whose CronJob writes the join credential. @default - the pool names a role for it */
  readonly cluster?: Input<string>;
  /** AMI. @default - that of the pool; the latest that the distributor names, for new machines only, for Ubuntu, Debian and Bottlerocket */
  readonly image?: Input<string>;
  /** Instance types, first choice first. cluster-autoscaler wants them to be of one size. @default - those of the pool */
  readonly instanceTypes?: readonly string[];
  /** Disk of the machines: gp3, encrypted. */
  readonly disk?: AwsWorkerDisk;
  /** Key of disks and of the credential; the role of Auto Scaling has to be allowed to use it. @default - the account's keys for EBS and Secrets Manager */
  readonly keyArn?: Input<string>;
  /** Security groups besides the group's own: those of other pools of the tenant, so that nodes reach each other. @default - none */
  readonly securityGroupIds?: readonly Input<string>[];
  /** Policies of the machines' role besides reading the credential, for example `arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore`. @default - none */
  readonly machinePolicyArns?: readonly Input<string>[];
  /** Permissions boundary of the roles. @default - none */
  readonly permissionsBoundary?: Input<string>;
  /** `rolling`: machines are replaced when what they are made from has changed, as the pool's rollout says; `manual`: only new ones are made from it. @default 'rolling' */
  readonly replacement?: 'rolling' | 'manual';
  /** Tags of everything, besides those that say whose it is. @default - none */
  readonly tags?: Readonly<Record<string, Input<string>>>;
}

/** Disk of a machine. */
export interface AwsWorkerDisk {
  /** Size. @default - `ephemeralStorage` of the pool's machines, otherwise 64 */
  readonly gibibytes?: number;
  /** Operations a second. @default 3000 */
  readonly iops?: number;
  /** MiB a second. @default 125 */
  readonly throughput?: number;
  /** Device that the image has its disk on. @default - that of the distributor's images */
  readonly device?: string;
}

/** What the parts of a group share. */
export interface GroupParts {
  readonly name: string;
  readonly args: AwsWorkerGroupArgs;
  readonly tags: Readonly<Record<string, Input<string>>>;
  readonly options: CustomResourceOptions;
}
