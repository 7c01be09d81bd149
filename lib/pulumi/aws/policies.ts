import { interpolate } from '@pulumi/pulumi';
import type { Input, Output } from '@pulumi/pulumi';
import { policy } from './policy';
import type { Statement } from './policy';

/** A service of AWS that takes roles. */
export type TrustedService = 'eks' | 'ec2' | 'pods.eks' | 'vpc-flow-logs';

/**
 * Lets a service of AWS take a role. Pods get theirs from EKS Pod Identity, which also says of which cluster and account they are.
 *
 * @param condition - for whom it may, where the service does not see to that
 */
export function trustOf(service: TrustedService, condition?: Statement['Condition']): Output<string> {
  return policy({
    Sid: 'Trust',
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: service === 'pods.eks' ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'],
    ...(condition !== undefined && { Condition: condition }),
  });
}

/**
 * What aws-load-balancer-controller needs for network load balancers: of what upstream gives it, without application load balancers,
 * certificates, firewalls and Shield, which are off.
 *
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/v3.4.0/docs/install/iam_policy.json
 */
export function loadBalancerStatements(partition: string): readonly Statement[] {
  const elb = (resource: string) => `arn:${partition}:elasticloadbalancing:*:*:${resource}`;
  const groups = `arn:${partition}:ec2:*:*:security-group/*`;
  const ours = { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } };
  const tagged = { Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'false' } };
  const retagged = {
    Null: { 'aws:RequestTag/elbv2.k8s.aws/cluster': 'true', 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' },
  };
  return [
    {
      Sid: 'ServiceRole',
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
    },
    { Sid: 'Read', Effect: 'Allow', Action: READ_BALANCERS, Resource: '*' },
    {
      Sid: 'Rules',
      Effect: 'Allow',
      Action: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress', 'ec2:CreateSecurityGroup'],
      Resource: '*',
    },
    {
      Sid: 'TagNewGroups',
      Effect: 'Allow',
      Action: 'ec2:CreateTags',
      Resource: groups,
      Condition: { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' }, ...tagged },
    },
    {
      Sid: 'TagGroups',
      Effect: 'Allow',
      Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
      Resource: groups,
      Condition: retagged,
    },
    { Sid: 'DeleteGroups', Effect: 'Allow', Action: 'ec2:DeleteSecurityGroup', Resource: '*', Condition: ours },
    {
      Sid: 'Create',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup'],
      Resource: '*',
      Condition: tagged,
    },
    {
      Sid: 'Listeners',
      Effect: 'Allow',
      Action: [
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:ModifyListener',
      ],
      Resource: '*',
    },
    {
      Sid: 'TagNew',
      Effect: 'Allow',
      Action: 'elasticloadbalancing:AddTags',
      Resource: [elb('targetgroup/*/*'), elb('loadbalancer/net/*/*')],
      Condition: {
        StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] },
        ...tagged,
      },
    },
    {
      Sid: 'Tag',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      Resource: [elb('targetgroup/*/*'), elb('loadbalancer/net/*/*')],
      Condition: retagged,
    },
    {
      Sid: 'TagListeners',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
      Resource: [elb('listener/net/*/*/*'), elb('listener-rule/net/*/*/*')],
    },
    { Sid: 'Change', Effect: 'Allow', Action: CHANGE_BALANCERS, Resource: '*', Condition: ours },
    {
      Sid: 'Targets',
      Effect: 'Allow',
      Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      Resource: elb('targetgroup/*/*'),
    },
  ];
}

const READ_BALANCERS = [
  'ec2:DescribeAccountAttributes',
  'ec2:DescribeAddresses',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeInstances',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeIpamPools',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeTags',
  'ec2:DescribeVpcPeeringConnections',
  'ec2:DescribeVpcs',
  'ec2:GetSecurityGroupsForVpc',
  'elasticloadbalancing:DescribeCapacityReservation',
  'elasticloadbalancing:DescribeListenerAttributes',
  'elasticloadbalancing:DescribeListenerCertificates',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeSSLPolicies',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'elasticloadbalancing:DescribeTrustStores',
];

const CHANGE_BALANCERS = [
  'elasticloadbalancing:DeleteLoadBalancer',
  'elasticloadbalancing:DeleteTargetGroup',
  'elasticloadbalancing:ModifyCapacityReservation',
  'elasticloadbalancing:ModifyIpPools',
  'elasticloadbalancing:ModifyListenerAttributes',
  'elasticloadbalancing:ModifyLoadBalancerAttributes',
  'elasticloadbalancing:ModifyTargetGroup',
  'elasticloadbalancing:ModifyTargetGroupAttributes',
  'elasticloadbalancing:SetIpAddressType',
  'elasticloadbalancing:SetSecurityGroups',
  'elasticloadbalancing:SetSubnets',
];

/**
 * What cluster-autoscaler needs: it may look at every group, and change those of its cluster.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#iam-policy
 */
export function autoscalerStatements(clusterName: string): readonly Statement[] {
  return [
    {
      Sid: 'Read',
      Effect: 'Allow',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
        'eks:DescribeNodegroup',
      ],
      Resource: '*',
    },
    {
      Sid: 'Scale',
      Effect: 'Allow',
      Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      Resource: '*',
      Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned' } },
    },
  ];
}

/** What a driver of volumes needs of the key: EC2 uses it on its behalf. https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
export function volumeKeyStatements(keyArn: Input<string>): readonly Statement[] {
  return [
    {
      Sid: 'Grants',
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      Resource: keyArn,
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    { Sid: 'Use', Effect: 'Allow', Action: USE_KEY, Resource: keyArn },
  ];
}

/**
 * What writing down flows takes: streams in one group of logs, which is there already, and looking which groups there are.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogStatements(logGroupArn: Output<string>): readonly Statement[] {
  return [
    {
      Sid: 'Write',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: [logGroupArn, interpolate`${logGroupArn}:*`],
    },
    { Sid: 'Find', Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' },
  ];
}

/** What using a key for data takes. */
export const USE_KEY: readonly string[] = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];
