import { aws } from '../../../../lib/hosts/aws';
import type { AwsHostProps } from '../../../../lib/hosts/aws';
import { AwsManagementCluster } from '../../../../lib/pulumi/aws';
import type { AwsManagementClusterArgs } from '../../../../lib/pulumi/aws';
import type { States } from '../mocked';
import type { ListedResources } from './describe-host-resources';

/** The account of tests. */
export const AWS_CALLS = { 'aws:index/getCallerIdentity:getCallerIdentity': { accountId: '111122223333' } };

/** What a management cluster on AWS is once it has been made. */
export const AWS_STATES: States = {
  'eu-1-cluster': { endpoint: 'https://0123.eks.amazonaws.com', certificateAuthority: { data: 'Y2E=' } },
  'eu-1-flows': { arn: 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vpc-flow-logs/eu-1' },
  'eu-1-key': { arn: 'arn:aws:kms:eu-central-1:111122223333:key/1234', keyId: '1234' },
  ...Object.fromEntries(
    ['general', 'control-plane', 'etcd'].map((pool) => [`eu-1-${pool}`, { latestVersion: 1 }] as const),
  ),
  ...Object.fromEntries(
    ['a', 'b', 'c'].map((zone, index) => [
      `eu-1-endpoint-team-a-eu-central-1${zone}`,
      { publicIp: `203.0.113.1${index}`, allocationId: `eipalloc-0${zone}` },
    ]),
  ),
};

/** A management cluster on AWS with an address for `team-a`. */
export function awsCluster(
  props: Partial<AwsHostProps> = {},
  args: Partial<AwsManagementClusterArgs<'team-a'>> = {},
): AwsManagementCluster<'team-a'> {
  const host = aws({ region: 'eu-central-1', ...props });
  return new AwsManagementCluster('eu-1', { host, version: '1.36.3', endpoints: ['team-a'], ...args });
}

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'aws',
  labels: ['tags'],
  program: () => awsCluster({ administrators: ['arn:aws:iam::111122223333:role/platform'] }),
  calls: AWS_CALLS,
  states: AWS_STATES,
};
