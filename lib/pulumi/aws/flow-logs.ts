import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup';
import { FlowLog } from '@pulumi/aws/ec2/flowLog';
import type { Vpc } from '@pulumi/aws/ec2/vpc';
import { getCallerIdentityOutput } from '@pulumi/aws/getCallerIdentity';
import type { Role } from '@pulumi/aws/iam/role';
import { interpolate } from '@pulumi/pulumi';
import type { EncryptionKey } from './encryption-key';
import { identity } from './identities';
import { below, flowLogGroupOf, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { flowLogStatements } from './policies';

/** Where the flows of a network are written down, and who does it. */
export interface AwsFlowLogs {
  /** Of the whole VPC. */
  readonly flowLog: FlowLog;
  /** Encrypted with the key, with an end of retention. */
  readonly logGroup: LogGroup;
  /** May write into this group, for flow logs of this account and region. */
  readonly role: Role;
}

/**
 * Which address spoke to which in a VPC, in records of ten minutes: what there is to look at afterwards. The group of logs is made
 * before, so that it has the key and an end of retention; nothing may make another.
 *
 * @returns `undefined` where the host has none
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export function flowLogs(parts: AwsParts, vpc: Vpc, key: EncryptionKey): AwsFlowLogs | undefined {
  const { name, settings } = parts;
  const { region, partition, logRetentionDays } = settings;
  if (settings.flowLogs === false) return undefined;
  const inside = below(parts, { parent: vpc });
  const logGroup = new LogGroup(
    `${name}-flows`,
    {
      region,
      name: flowLogGroupOf(parts),
      retentionInDays: logRetentionDays,
      kmsKeyId: key.arn,
      tags: tagsOf(parts, 'flows'),
    },
    { ...inside, dependsOn: [...key.made] },
  );
  const account = getCallerIdentityOutput({}, { parent: parts.component }).accountId;
  const writer = identity(parts, 'flows', {
    trusts: 'vpc-flow-logs',
    trustedFor: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': interpolate`arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
    },
    statements: flowLogStatements(logGroup.arn),
  });
  const flowLog = new FlowLog(
    `${name}-flows`,
    {
      region,
      vpcId: vpc.id,
      trafficType: settings.flowLogs === 'all' ? 'ALL' : 'REJECT',
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroup.arn,
      iamRoleArn: writer.role.arn,
      tags: tagsOf(parts, 'flows'),
    },
    { ...inside, dependsOn: [...writer.policies] },
  );
  return { flowLog, logGroup, role: writer.role };
}
