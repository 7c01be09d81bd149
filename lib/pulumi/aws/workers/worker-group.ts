import type { Group } from '@pulumi/aws/autoscaling/group';
import type { LaunchTemplate } from '@pulumi/aws/ec2/launchTemplate';
import type { SecurityGroup } from '@pulumi/aws/ec2/securityGroup';
import type { Secret } from '@pulumi/aws/secretsmanager/secret';
import { ComponentResource } from '@pulumi/pulumi';
import type { ComponentResourceOptions } from '@pulumi/pulumi';
import { groupName } from '../../../workers';
import { ownerTags, requireSource, storeOf } from '../../workers/pool-machines';
import type { AwsWorkerGroupArgs, GroupParts } from './args';
import { machineGroup } from './auto-scaling-group';
import { joinSecret, joinWriter } from './join-secret';
import { machineTemplate } from './launch-template';
import { machineIdentity } from './machine-identity';
import type { MachineIdentity } from './machine-identity';
import type { PodIdentity } from './pod-identity';
import { machineSecurityGroup } from './security-group';

/**
 * Machines of a worker pool as an EC2 Auto Scaling group: a launch template with the pool's document as user data, which holds no
 * secret; IMDSv2 that pods cannot reach; no public address; encrypted disks. A machine reads its join credential, and nothing else, with
 * its instance profile; the CronJob of the pool writes it there with a role that can do nothing else.
 *
 * What the pool says of drains (`rollout.drainSeconds`) is not known to AWS: kubelets end pods in the time of their graceful shutdown.
 *
 * @example
 * new AwsWorkerGroup('team-a-general', {
 *   pool: fleet.tenant('team-a').pool('general'),
 *   cluster: eu.cluster.name,
 *   vpcId: eu.vpc.id,
 *   subnetIds: eu.privateSubnets.map(({ id }) => id),
 * });
 */
export class AwsWorkerGroup extends ComponentResource {
  /** Holds the number of machines. */
  public readonly group: Group;
  /** What machines are made from. */
  public readonly launchTemplate: LaunchTemplate;
  /** Lets machines reach each other; other pools of the tenant take it among their `securityGroupIds`. */
  public readonly securityGroup: SecurityGroup;
  /** Role and instance profile of the machines. */
  public readonly machines: MachineIdentity;
  /** Where the join credential is kept; `undefined`: not in AWS. */
  public readonly secret: Secret | undefined;
  /** Who writes it; `undefined`: a role that the pool names, or nobody in AWS. */
  public readonly writer: PodIdentity | undefined;

  /**
   * @throws ColonnadeError `CLN3300` for a pool of other machines, `CLN3301` where no image is known, `CLN3302` where nobody could write
   *   the credential, `CLN3304` where no instance type is named
   */
  public constructor(name: string, args: AwsWorkerGroupArgs, options: ComponentResourceOptions = {}) {
    super('colonnade:aws:WorkerGroup', name, {}, options);
    const { pool } = args;
    requireSource(pool, 'aws-auto-scaling-group', 'Machines.awsAutoScalingGroup({ ... })');
    const parts: GroupParts = {
      name,
      args,
      tags: { ...ownerTags(pool), Name: groupName(pool.tenant, pool.model), ...args.tags },
      options: { parent: this },
    };
    const store = storeOf(pool.model);
    this.secret = store && joinSecret(parts, store);
    this.writer = store && this.secret && joinWriter(parts, store, this.secret);
    this.machines = machineIdentity(parts, store && this.secret && { store, secret: this.secret });
    this.securityGroup = machineSecurityGroup(parts);
    const { profile } = this.machines;
    this.launchTemplate = machineTemplate(parts, { profile, securityGroup: this.securityGroup });
    this.group = machineGroup(parts, this.launchTemplate);
    this.registerOutputs({ groupName: this.group.name });
  }
}
