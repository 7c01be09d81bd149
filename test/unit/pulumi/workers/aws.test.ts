import { gunzipSync } from 'node:zlib';
import { ColonnadeError, WorkerPool } from 'colonnade';
import type { RangePoolProps } from 'colonnade';
import { PulumiFleet } from 'colonnade/pulumi';
import { Machines } from 'colonnade/workers';
import { parse } from 'yaml';
import { AwsWorkerGroup } from '../../../../lib/pulumi/aws/workers';
import type { AwsWorkerGroupArgs } from '../../../../lib/pulumi/aws/workers';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolFleet } from '../../../support/pulumi/pool-fleet';

const REGION = 'eu-central-1';
const M7 = { region: REGION, instanceTypes: ['m7i.large'] } as const;
const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:join-AbCdEf';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const PLACE = { cluster: 'eu-1', vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'] };

type PoolArgs = Partial<Omit<RangePoolProps, 'machines' | 'size'>> & {
  readonly machines?: RangePoolProps['machines'];
  readonly size?: RangePoolProps['size'];
};

/** The group of a pool, under mocks. */
function groupOf(
  pool: PoolArgs = {},
  args: Partial<AwsWorkerGroupArgs> = {},
  place: Omit<AwsWorkerGroupArgs, 'pool'> = PLACE,
): Promise<MockedRun> {
  return mocked(
    () => {
      const fleet = new PulumiFleet(
        'acme',
        {},
        poolFleet((tenant) => {
          new WorkerPool(tenant, 'general', {
            machines: Machines.awsAutoScalingGroup(M7),
            size: { min: 3, max: 20 },
            ...pool,
          });
        }),
      );
      new AwsWorkerGroup('workers', { pool: fleet.tenant('team-a').pool('general'), ...place, ...args });
    },
    { states: { 'workers-join': { arn: SECRET_ARN }, workers: { latestVersion: 7 } } },
  );
}

function policyOf(run: MockedRun, name: string): unknown {
  const { policy } = run.find('RolePolicy', name).inputs;
  return (JSON.parse(String(policy)) as { Statement: unknown }).Statement;
}

describe('workers on EC2, under mocks', () => {
  let run: MockedRun;

  beforeAll(async () => {
    run = await groupOf();
  });

  test('are resources of the AWS provider, below one component', () => {
    const own = run.resources.filter(({ name }) => name.startsWith('workers'));
    expect(own.map(({ type }) => type).sort()).toEqual([
      'aws:autoscaling/group:Group',
      'aws:ec2/launchTemplate:LaunchTemplate',
      'aws:ec2/securityGroup:SecurityGroup',
      'aws:eks/podIdentityAssociation:PodIdentityAssociation',
      'aws:iam/instanceProfile:InstanceProfile',
      'aws:iam/role:Role',
      'aws:iam/role:Role',
      'aws:iam/rolePolicy:RolePolicy',
      'aws:iam/rolePolicy:RolePolicy',
      'aws:secretsmanager/secret:Secret',
      'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
      'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule',
      'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'colonnade:aws:WorkerGroup',
    ]);
    const below = own.filter(({ type }) => type.startsWith('aws:'));
    expect(new Set(below.map(({ parent }) => parent))).toEqual(new Set(['workers']));
  });

  test('read the document of the pool, in which there is no secret', () => {
    const document = gunzipSync(Buffer.from(String(template(run)['userData']), 'base64')).toString('utf8');
    expect(document).toMatch(/^#cloud-config\n/);
    const config = parse(document) as { write_files: readonly { path: string; content: string }[] };
    const scripts = config.write_files.map(({ content }) => content).join('\n');
    expect(scripts).toContain(String(run.find('Secret', 'workers-join').inputs['name']));
    expect(scripts).toContain(`secretsmanager.${REGION}.amazonaws.com`);
    for (const { inputs } of run.resources.filter(({ type }) => type.startsWith('aws:'))) {
      expect(JSON.stringify(inputs)).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
    }
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY|AKIA/);
  });

  test('have metadata that pods do not reach, no public address, and encrypted disks', () => {
    expect(template(run)).toMatchObject({
      imageId: 'resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: 'false', securityGroups: ['workers-id'] }],
      blockDeviceMappings: [{ deviceName: '/dev/sda1', ebs: { volumeType: 'gp3', volumeSize: 64, encrypted: 'true' } }],
      iamInstanceProfile: {},
    });
  });

  test('are reached by each other and by nobody else', () => {
    const rules = run.resources.filter(({ type }) => type.endsWith('IngressRule'));
    expect(rules.map(({ inputs }) => inputs)).toEqual([
      expect.objectContaining({ securityGroupId: 'workers-id', referencedSecurityGroupId: 'workers-id' }),
    ]);
    expect(run.find('SecurityGroup', 'workers').inputs).not.toHaveProperty('ingress');
  });

  test('read their own credential and nothing else', () => {
    expect(policyOf(run, 'workers-machine')).toEqual([
      { Sid: 'OwnSecret', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: SECRET_ARN },
    ]);
  });

  test('get it from the service account of the CronJob, which may write it and nothing else', () => {
    expect(policyOf(run, 'workers-writer')).toEqual([
      { Sid: 'OwnSecret', Effect: 'Allow', Action: ['secretsmanager:PutSecretValue'], Resource: SECRET_ARN },
    ]);
    const cronJob = run.find('CronJob', 'tenant-team-a/join-general').inputs as {
      metadata: { namespace: string };
      spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: string } } } } };
    };
    const { serviceAccountName } = cronJob.spec.jobTemplate.spec.template.spec;
    expect(run.find('PodIdentityAssociation', 'workers-writer').inputs).toMatchObject({
      clusterName: 'eu-1',
      namespace: cronJob.metadata.namespace,
      serviceAccount: serviceAccountName,
    });
    const { assumeRolePolicy } = run.find('Role', 'workers-writer').inputs;
    expect(JSON.parse(String(assumeRolePolicy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:RequestTag/eks-cluster-name': 'eu-1',
              'aws:RequestTag/kubernetes-namespace': 'tenant-team-a',
              'aws:RequestTag/kubernetes-service-account': serviceAccountName,
            },
          },
        },
      ],
    });
  });

  test('are a group over the private subnets that keeps the number that somebody set', () => {
    expect(group(run)).toMatchObject({
      vpcZoneIdentifiers: ['subnet-a', 'subnet-b'],
      minSize: 3,
      maxSize: 20,
      healthCheckGracePeriod: 1200,
      suspendedProcesses: ['AZRebalance'],
    });
    expect(group(run)).not.toHaveProperty('desiredCapacity');
  });

  test('are replaced a few at a time when what they are made from has changed', async () => {
    expect(group(run)).toMatchObject({
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: 'workers-id', version: '7' },
          overrides: [{ instanceType: 'm7i.large' }],
        },
      },
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 105, skipMatching: true },
      },
    });
    const other = await groupOf({ rollout: { maxSurge: '100%', maxUnavailable: '25%' } });
    expect(group(other)).toMatchObject({
      instanceRefresh: { preferences: { minHealthyPercentage: 75, maxHealthyPercentage: 175 } },
    });
    expect(group(await groupOf({}, { replacement: 'manual' }))).not.toHaveProperty('instanceRefresh');
  });

  test('are on spare capacity as far as the pool says, of several types', async () => {
    const machines = Machines.awsAutoScalingGroup({
      region: REGION,
      instanceTypes: ['m7i.large', 'm6i.large'],
      spot: { percent: 70, maxPricePerHour: '0.08' },
    });
    expect(group(await groupOf({ machines }))).toMatchObject({
      capacityRebalance: true,
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: 'm7i.large' }, { instanceType: 'm6i.large' }] },
        instancesDistribution: {
          onDemandPercentageAboveBaseCapacity: 30,
          spotAllocationStrategy: 'price-capacity-optimized',
          spotMaxPrice: '0.08',
        },
      },
    });
  });

  test('are found by cluster-autoscaler, also when there is none of them', async () => {
    const machines = Machines.awsAutoScalingGroup({ ...M7, capacity: { cpu: '2', memory: '8Gi' } });
    const scaled = await groupOf({
      machines,
      size: { min: 0, max: 5 },
      labels: { tier: 'web' },
      autoscaling: { kind: 'cluster-autoscaler' },
    });
    const tags = tagsOf(scaled);
    expect(tags).toMatchObject({
      'k8s.io/cluster-autoscaler/enabled': 'true',
      'k8s.io/cluster-autoscaler/acme.eu-1.team-a': 'owned',
      'k8s.io/cluster-autoscaler/node-template/label/tier': 'web',
      'kubernetes.io/cluster/acme.eu-1.team-a': 'owned',
    });
    expect(tagsOf(run)).not.toHaveProperty(['k8s.io/cluster-autoscaler/enabled']);
  });

  test('say whose they are: everything that takes tags has them, and so have machines and disks', () => {
    const own = { 'managed-by': 'colonnade', 'colonnade-tenant': 'team-a', 'colonnade-pool': 'general' };
    const tagged = run.resources.filter(({ type }) => type.startsWith('aws:') && !/:(RolePolicy|Group)$/.test(type));
    for (const { type, inputs } of tagged) expect([type, inputs['tags']]).toEqual([type, expect.objectContaining(own)]);
    expect(tagsOf(run)).toMatchObject(own);
    expect(template(run)['tagSpecifications']).toEqual(
      ['instance', 'volume', 'network-interface'].map((resourceType) => ({
        resourceType,
        tags: expect.objectContaining(own) as unknown,
      })),
    );
  });

  test('use a key of yours for disks and for the credential', async () => {
    const keyed = await groupOf({}, { keyArn: KEY });
    expect(template(keyed)).toMatchObject({ blockDeviceMappings: [{ ebs: { encrypted: 'true', kmsKeyId: KEY } }] });
    expect(keyed.find('Secret', 'workers-join').inputs).toMatchObject({ kmsKeyId: KEY });
    expect(policyOf(keyed, 'workers-machine')).toContainEqual(
      expect.objectContaining({
        Action: ['kms:Decrypt'],
        Resource: KEY,
        Condition: { StringEquals: { 'kms:ViaService': `secretsmanager.${REGION}.amazonaws.com` } },
      }),
    );
  });

  test('have a writer of their own where the pool names a role for it', async () => {
    const machines = Machines.awsAutoScalingGroup({ ...M7, credentials: { roleArn: 'arn:aws:iam::1:role/join' } });
    const named = await groupOf({ machines });
    expect(named.resources.filter(({ type }) => type.includes('podIdentityAssociation'))).toEqual([]);
    expect(named.resources.filter(({ name }) => name === 'workers-writer')).toEqual([]);
  });

  test('are replaced by nobody where the pool says so, and have no secret where somebody brings the credential', async () => {
    const own = await groupOf({ repair: false, join: { delivery: { kind: 'person' } } });
    expect(group(own)).toMatchObject({ suspendedProcesses: ['AZRebalance', 'ReplaceUnhealthy'] });
    expect(own.resources.filter(({ type }) => /secretsmanager|rolePolicy/.test(type))).toEqual([]);
  });

  test.each([
    ['CLN3300', { machines: Machines.hetzner() }, PLACE],
    ['CLN3301', { machines: Machines.awsAutoScalingGroup({ ...M7, operatingSystem: 'flatcar' }) }, PLACE],
    ['CLN3302', {}, { vpcId: PLACE.vpcId, subnetIds: PLACE.subnetIds }],
    ['CLN3304', { machines: Machines.awsAutoScalingGroup({ region: REGION }) }, PLACE],
  ] as const)('are refused with %s', async (code, pool, place) => {
    const error: unknown = await groupOf(pool, {}, place).catch((caught: unknown) => caught);
    expect(ColonnadeError.is(error) ? error.findings : error).toEqual([
      expect.objectContaining({ code, path: 'acme/eu-1/team-a/general' }),
    ]);
  });
});

function template(run: MockedRun): Readonly<Record<string, unknown>> {
  return run.find('LaunchTemplate', 'workers').inputs;
}

function group(run: MockedRun): Readonly<Record<string, unknown>> {
  const found = run.resources.find(({ type }) => type === 'aws:autoscaling/group:Group');
  if (found === undefined) throw new Error('no group');
  return found.inputs;
}

function tagsOf(run: MockedRun): Readonly<Record<string, string>> {
  const tags = group(run)['tags'] as readonly { key: string; value: string }[];
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
