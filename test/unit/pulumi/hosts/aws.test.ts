import { ColonnadeError, Endpoint, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { aws } from 'colonnade/hosts/aws';
import { PulumiFleet } from 'colonnade/pulumi';
import { AwsManagementCluster } from 'colonnade/pulumi/aws';
import { AWS_CALLS, AWS_STATES, awsCluster } from '../../../support/pulumi/hosts/aws';
import { inputNames } from '../../../support/pulumi/hosts/sdk-types';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

const MOCKS = { calls: AWS_CALLS, states: AWS_STATES };
const REGION = 'eu-central-1';
const LOG_GROUP = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vpc-flow-logs/eu-1';
const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

function inputs(run: MockedRun, kind: string, name: string): Readonly<Record<string, unknown>> {
  return run.find(kind, name).inputs;
}

/** Statements of a policy of a role, a bucket or a key. */
function statements(text: unknown): readonly Readonly<Record<string, unknown>>[] {
  return (JSON.parse(text as string) as { Statement: readonly Readonly<Record<string, unknown>>[] }).Statement;
}

function names(run: MockedRun, type: string): readonly string[] {
  return run.resources
    .filter((resource) => resource.type === type)
    .map(({ name }) => name)
    .sort();
}

async function refusal(program: () => void): Promise<string | undefined> {
  try {
    await mocked(program, MOCKS);
  } catch (error) {
    if (ColonnadeError.is(error)) return error.code;
    throw error;
  }
  return undefined;
}

describe('a management cluster on AWS under mocks', () => {
  let run: MockedRun;
  let kubeconfig = '';

  beforeAll(async () => {
    run = await mocked(() => {
      const eu = awsCluster({
        tags: { team: 'platform' },
        administrators: ['arn:aws:iam::111122223333:role/platform'],
        backups: { serviceAccounts: [{ namespace: 'backups', name: 'etcd' }] },
      });
      eu.kubeconfig.apply((text) => {
        kubeconfig = text;
      });
    }, MOCKS);
  });

  test('has nothing outside of its region', () => {
    const elsewhere = run.resources.filter(
      ({ type, inputs: given }) =>
        type.startsWith('aws:') && inputNames(type)?.has('region') === true && given['region'] !== 'eu-central-1',
    );
    expect(elsewhere.map(({ type, name }) => `${type} ${name}`)).toEqual([]);
  });

  test('has a private and a public subnet in each zone, and a way out for each', () => {
    expect(names(run, 'aws:ec2/subnet:Subnet')).toHaveLength(6);
    for (const [index, zone] of ZONES.entries()) {
      expect(inputs(run, 'Subnet', `private-${zone}`)).toMatchObject({
        vpcId: 'eu-1-vpc-id',
        availabilityZone: zone,
        cidrBlock: `10.0.${index * 64}.0/18`,
        mapPublicIpOnLaunch: false,
        tags: { 'kubernetes.io/role/internal-elb': '1', team: 'platform', 'colonnade.dev/management-cluster': 'eu-1' },
      });
      expect(inputs(run, 'Subnet', `public-${zone}`)).toMatchObject({
        cidrBlock: `10.0.${192 + index * 4}.0/22`,
        tags: { 'kubernetes.io/role/elb': '1' },
      });
      expect(inputs(run, 'NatGateway', `nat-${zone}`)).toMatchObject({ subnetId: `eu-1-public-${zone}-id` });
      expect(inputs(run, 'RouteTable', `private-${zone}`)).toMatchObject({
        routes: [{ cidrBlock: '0.0.0.0/0', natGatewayId: `eu-1-nat-${zone}-id` }],
      });
    }
    expect(inputs(run, 'DefaultSecurityGroup', 'default')).toMatchObject({ ingress: [], egress: [] });
  });

  test('has its log group before the cluster, with the key and an end of retention', () => {
    expect(inputs(run, 'LogGroup', 'eu-1-logs')).toMatchObject({
      name: '/aws/eks/eu-1/cluster',
      retentionInDays: 90,
      kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    });
    expect(run.find('Cluster', 'eu-1-cluster').dependencies).toContain('eu-1-logs');
  });

  test('has flows of its network in a log group that was made before, by a role that writes there and nowhere else', () => {
    expect(inputs(run, 'LogGroup', 'eu-1-flows')).toMatchObject({
      name: '/aws/vpc-flow-logs/eu-1',
      retentionInDays: 90,
      kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    });
    expect(run.find('LogGroup', 'eu-1-flows').dependencies).toContain('eu-1-key');
    const flowLog = run.find('FlowLog', 'eu-1-flows');
    expect(flowLog).toMatchObject({
      type: 'aws:ec2/flowLog:FlowLog',
      parent: 'eu-1-vpc',
      inputs: {
        vpcId: 'eu-1-vpc-id',
        trafficType: 'ALL',
        logDestinationType: 'cloud-watch-logs',
        logDestination: LOG_GROUP,
        tags: { team: 'platform' },
      },
    });
    expect(run.find('RolePolicy', 'eu-1-flows').parent).toBe('eu-1-flows');
    expect(flowLog.dependencies).toContain('eu-1-flows');
    const [write, ...others] = statements(inputs(run, 'RolePolicy', 'eu-1-flows')['policy']);
    expect(write).toMatchObject({ Resource: [LOG_GROUP, `${LOG_GROUP}:*`] });
    expect(JSON.stringify(write)).not.toContain('CreateLogGroup');
    expect(others).toMatchObject([{ Action: 'logs:DescribeLogGroups' }]);
    expect(statements(inputs(run, 'Role', 'eu-1-flows')['assumeRolePolicy'])).toMatchObject([
      {
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*' },
        },
      },
    ]);
  });

  test('has a private API server, encrypted Secrets, all logs, and access by entries alone', () => {
    const cluster = run.find('Cluster', 'eu-1-cluster');
    expect(cluster.type).toBe('aws:eks/cluster:Cluster');
    expect(cluster.inputs).toMatchObject({
      name: 'eu-1',
      version: '1.36',
      bootstrapSelfManagedAddons: false,
      deletionProtection: true,
      accessConfig: { authenticationMode: 'API' },
      vpcConfig: {
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
        subnetIds: ZONES.map((zone) => `eu-1-private-${zone}-id`),
      },
      encryptionConfig: { resources: ['secrets'] },
      enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    });
    expect(inputs(run, 'AccessEntry', 'admin-role-platform')).toMatchObject({
      principalArn: 'arn:aws:iam::111122223333:role/platform',
    });
    expect(inputs(run, 'AccessPolicyAssociation', 'admin-role-platform')).toMatchObject({
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    });
  });

  test('has nodes for control planes, and nodes for etcd in each zone, with taints', () => {
    expect(names(run, 'aws:eks/nodeGroup:NodeGroup')).toEqual([
      'eu-1-control-plane',
      ...ZONES.map((zone) => `eu-1-etcd-${zone}`),
      'eu-1-general',
    ]);
    expect(inputs(run, 'NodeGroup', 'eu-1-etcd-eu-central-1b')).toMatchObject({
      subnetIds: ['eu-1-private-eu-central-1b-id'],
      instanceTypes: ['m7i.large'],
      amiType: 'AL2023_x86_64_STANDARD',
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      labels: { 'colonnade.dev/role': 'etcd' },
      taints: [{ key: 'colonnade.dev/role', value: 'etcd', effect: 'NO_SCHEDULE' }],
    });
    const general = run.find('NodeGroup', 'eu-1-general');
    expect(general.inputs['taints']).toEqual([]);
    expect(general.ignoreChanges).toEqual(['scalingConfig.desiredSize']);
    expect(general.dependencies).toEqual(
      expect.arrayContaining(['eu-1-vpc-cni', 'eu-1-eks-pod-identity-agent', 'eu-1-private-eu-central-1a']),
    );
  });

  test('has machines with encrypted disks, whose metadata pods do not reach', () => {
    for (const pool of ['general', 'control-plane', 'etcd']) {
      expect(inputs(run, 'LaunchTemplate', `eu-1-${pool}`)).toMatchObject({
        metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [
          { ebs: { encrypted: 'true', kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234', volumeType: 'gp3' } },
        ],
        tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
          resourceType,
          tags: expect.objectContaining({ team: 'platform' }) as unknown,
        })),
      });
      expect(inputs(run, 'LaunchTemplate', `eu-1-${pool}`)).not.toHaveProperty('userData');
    }
  });

  test('has add-ons with identities of their own, and nodes that may nearly nothing', () => {
    expect(names(run, 'aws:eks/addon:Addon')).toEqual([
      'eu-1-aws-ebs-csi-driver',
      'eu-1-coredns',
      'eu-1-eks-pod-identity-agent',
      'eu-1-kube-proxy',
      'eu-1-vpc-cni',
    ]);
    expect(inputs(run, 'Addon', 'aws-ebs-csi-driver')).toMatchObject({
      podIdentityAssociations: [{ serviceAccount: 'ebs-csi-controller-sa' }],
    });
    expect(run.find('Addon', 'coredns').dependencies).toContain('eu-1-general');
    const attached = run.resources.filter(({ type }) => type === 'aws:iam/rolePolicyAttachment:RolePolicyAttachment');
    expect(
      attached.filter(({ parent }) => parent === 'eu-1-nodes').map(({ inputs: given }) => given['policyArn']),
    ).toEqual([
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy',
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
    ]);
    const trusts = inputs(run, 'Role', 'eu-1-ebs-csi')['assumeRolePolicy'];
    expect(statements(trusts)).toMatchObject([
      { Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
    ]);
  });

  test('lets controllers change what is of their cluster, and nothing else', () => {
    const autoscaler = statements(inputs(run, 'RolePolicy', 'cluster-autoscaler')['policy']);
    expect(autoscaler.find(({ Sid }) => Sid === 'Scale')).toMatchObject({
      Condition: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/eu-1': 'owned' } },
    });
    const balancers = inputs(run, 'RolePolicy', 'aws-load-balancer-controller')['policy'] as string;
    expect(balancers).not.toMatch(/waf|shield|acm:|cognito/);
    const deletes = statements(balancers).filter(({ Action }) => JSON.stringify(Action).includes('DeleteLoadBalancer'));
    expect(deletes).toMatchObject([{ Condition: { Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } } }]);
    expect(inputs(run, 'PodIdentityAssociation', 'eu-1-cluster-autoscaler')).toMatchObject({
      namespace: 'kube-system',
      serviceAccount: 'cluster-autoscaler',
    });
  });

  test('installs controllers when there are nodes, and goes before what is deployed with its provider', () => {
    const release = run.find('Release', 'aws-load-balancer-controller');
    expect(release.type).toBe('kubernetes:helm.sh/v3:Release');
    expect(release.inputs).toMatchObject({
      chart: 'aws-load-balancer-controller',
      namespace: 'kube-system',
      repositoryOpts: { repo: 'https://aws.github.io/eks-charts' },
      values: { clusterName: 'eu-1', region: 'eu-central-1', vpcId: 'eu-1-vpc-id' },
    });
    expect(release.dependencies).toEqual(
      expect.arrayContaining(['eu-1-general', 'eu-1-coredns', 'eu-1-aws-load-balancer-controller']),
    );
    expect(inputs(run, 'Release', 'cluster-autoscaler')).toMatchObject({ values: { image: { tag: 'v1.36.1' } } });
    const [provider] = run.resources.filter(
      ({ type, name }) => type === 'pulumi:providers:kubernetes' && name === 'eu-1',
    );
    expect(provider?.dependencies).toEqual(
      expect.arrayContaining(['eu-1-aws-load-balancer-controller', 'eu-1-aws-ebs-csi-driver']),
    );
  });

  test('has a key that rotates, and that only EC2 and the logs of this cluster use besides the account', () => {
    const key = run.find('Key', 'eu-1-key');
    expect(key.protect).toBe(true);
    expect(key.inputs).toMatchObject({ enableKeyRotation: true });
    expect(statements(key.inputs['policy'])).toMatchObject([
      { Sid: 'Account', Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      {
        Sid: 'Volumes',
        Condition: {
          StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' },
        },
      },
      {
        Sid: 'Logs',
        Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': [
              'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/eu-1/*',
              'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vpc-flow-logs/eu-1',
            ],
          },
        },
      },
    ]);
    expect(inputs(run, 'Alias', 'eu-1-key')).toMatchObject({ name: 'alias/colonnade-eu-1' });
  });

  test('has a bucket for backups that nobody else reads, and a writer that deletes none', () => {
    expect(run.find('Bucket', 'eu-1-backups').protect).toBe(true);
    expect(inputs(run, 'BucketVersioning', 'backups')).toMatchObject({
      versioningConfiguration: { status: 'Enabled' },
    });
    expect(inputs(run, 'BucketPublicAccessBlock', 'backups')).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputs(run, 'BucketServerSideEncryptionConfiguration', 'backups')).toMatchObject({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } }],
    });
    expect(statements(inputs(run, 'BucketPolicy', 'backups')['policy'])).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(inputs(run, 'RolePolicy', 'eu-1-backups')['policy']).not.toContain('s3:Delete');
    expect(inputs(run, 'PodIdentityAssociation', 'backups-backups-etcd')).toMatchObject({
      namespace: 'backups',
      serviceAccount: 'etcd',
    });
  });

  test('gives a kubeconfig that asks for tokens and holds none', () => {
    const config = JSON.parse(kubeconfig) as { readonly users: readonly { readonly user: object }[] };
    expect(config).toMatchObject({
      clusters: [{ cluster: { server: 'https://0123.eks.amazonaws.com', 'certificate-authority-data': 'Y2E=' } }],
      users: [
        {
          user: {
            exec: {
              command: 'aws',
              args: [
                '--region',
                'eu-central-1',
                'eks',
                'get-token',
                '--cluster-name',
                expect.any(String) as unknown,
                '--output',
                'json',
              ],
            },
          },
        },
      ],
    });
    expect(Object.keys(config.users[0]?.user ?? {})).toEqual(['exec']);
  });

  test('depends on nothing that depends on it', () => {
    const after = new Map<string, Set<string>>();
    for (const { name, dependencies } of run.resources) {
      after.set(name, new Set([...(after.get(name) ?? []), ...dependencies.filter((one) => one !== name)]));
    }
    const done = new Set<string>();
    for (let round = 0; round < run.resources.length; round += 1) {
      for (const [name, needs] of after) if ([...needs].every((one) => done.has(one))) done.add(name);
    }
    const types = new Map(run.resources.map(({ name, type }) => [name, type]));
    const stuck = [...after.keys()].filter((name) => !done.has(name)).map((name) => `${types.get(name) ?? ''} ${name}`);
    expect(stuck).toEqual([]);
  });
});

describe('addresses of endpoints under mocks', () => {
  const program =
    (props: Parameters<typeof awsCluster>[0], later: (fleet: PulumiFleet) => void = () => undefined) =>
    () => {
      const host = aws({ region: 'eu-central-1', ...props });
      const eu = awsCluster(props);
      later(
        new PulumiFleet('acme', { provider: eu.provider }, (app, values) => {
          const acme = new Fleet(app, 'acme');
          const cluster = new ManagementCluster(acme, 'eu-1', { version: '1.36.3', host, engine: native() });
          new TenantControlPlane(cluster, 'team-a', {
            version: '1.35.4',
            store: 'dedicated',
            endpoint: Endpoint.loadBalancer({
              address: values.address(eu.addresses['team-a']),
              annotations: eu.endpointAnnotations('team-a', values),
            }),
          });
          return acme;
        }),
      );
    };
  const annotationsOf = (run: MockedRun) =>
    (inputs(run, 'Service', 'tenant-team-a/kube-apiserver') as { metadata: { annotations: Record<string, string> } })
      .metadata.annotations;
  const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer';

  test('one, in one zone, protected; the Service names it and its subnet', async () => {
    const run = await mocked(program({}), MOCKS);
    const [eip, ...others] = run.resources.filter(({ name }) => name.includes('-endpoint-'));
    expect(others).toEqual([]);
    expect(eip).toMatchObject({ type: 'aws:ec2/eip:Eip', protect: true, inputs: { domain: 'vpc' } });
    const zone = eip?.name.slice(-1) ?? '';
    expect(annotationsOf(run)).toMatchObject({
      [`${PREFIX}-eip-allocations`]: `eipalloc-0${zone}`,
      [`${PREFIX}-subnets`]: `eu-1-public-eu-central-1${zone}-id`,
      [`${PREFIX}-scheme`]: 'internet-facing',
      [`${PREFIX}-nlb-target-type`]: 'ip',
    });
    expect(inputs(run, 'Service', 'tenant-team-a/kube-apiserver')).toMatchObject({
      spec: { loadBalancerClass: 'service.k8s.aws/nlb' },
    });
  });

  test('one in every zone, in the order of their subnets; the first is the address', async () => {
    const run = await mocked(program({ staticAddresses: 'all-zones' }), MOCKS);
    expect(annotationsOf(run)).toMatchObject({
      [`${PREFIX}-eip-allocations`]: 'eipalloc-0a,eipalloc-0b,eipalloc-0c',
      [`${PREFIX}-subnets`]: ZONES.map((zone) => `eu-1-public-${zone}-id`).join(','),
    });
  });

  test('volumes of etcd are encrypted with the key that is made', async () => {
    const run = await mocked(program({}), MOCKS);
    const alias = inputs(run, 'Alias', 'eu-1-key')['name'];
    expect(inputs(run, 'StorageClass', 'etcd-gp3')).toMatchObject({
      parameters: { kmsKeyId: alias, encrypted: 'true' },
    });
  });

  test('a preview knows none of them, and fails nothing', async () => {
    const run = await mocked(program({}), { calls: AWS_CALLS, preview: true });
    expect(JSON.stringify(inputs(run, 'Service', 'tenant-team-a/kube-apiserver'))).not.toMatch(/240\.0\.0\.|later-/);
  });

  test('none for an endpoint that was not asked for, and none on a host without them', async () => {
    const wrong = 'team-b' as 'team-a';
    expect(
      await refusal(() => {
        const eu = imported(['team-a']);
        new PulumiFleet('acme', { provider: eu.provider }, (app, later) => {
          eu.endpointAnnotations(wrong, later);
          return new Fleet(app, 'acme');
        });
      }),
    ).toBe('CLN3205');
    expect(await refusal(() => void imported(['team-a'], false))).toBe('CLN3206');
  });

  test('stay where they are when another endpoint is added', async () => {
    const eips = async (...endpoints: readonly string[]) => {
      const run = await mocked(() => void imported(endpoints), MOCKS);
      return names(run, 'aws:ec2/eip:Eip');
    };
    const all = await eips('team-a', 'team-b', 'team-c', 'team-d', 'team-e');
    expect(all).toEqual(expect.arrayContaining([...(await eips('team-a')), ...(await eips('team-e'))]));
    expect(new Set(all.map((name) => name.slice(-1))).size).toBeGreaterThan(1);
  });
});

/** A cluster that eksctl made, with addresses. */
function imported<const E extends string>(endpoints: readonly E[], staticAddresses: 'one-zone' | false = 'one-zone') {
  const host = staticAddresses === false ? aws({ region: REGION, staticAddresses }) : aws({ region: REGION });
  return AwsManagementCluster.fromCluster('eu-1', {
    host,
    clusterName: 'made-by-eksctl',
    publicSubnetIds: ['subnet-4', 'subnet-5', 'subnet-6'],
    endpoints,
  });
}

describe('what is there already under mocks', () => {
  test('a key of yours is used, and none is made', async () => {
    const kmsKey = 'arn:aws:kms:eu-central-1:111122223333:key/own';
    const run = await mocked(() => void awsCluster({ kmsKey }), MOCKS);
    expect(names(run, 'aws:kms/key:Key')).toEqual([]);
    expect(inputs(run, 'LogGroup', 'logs')).toMatchObject({ kmsKeyId: kmsKey });
  });

  test('a network of yours is read, and none is made', async () => {
    const network = {
      vpcId: 'vpc-1',
      privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      publicSubnetIds: ['subnet-4', 'subnet-5', 'subnet-6'],
    };
    const run = await mocked(() => void awsCluster({}, { network }), MOCKS);
    expect(run.resources.filter(({ type }) => /natGateway|routeTable|internetGateway|flowLog/.test(type))).toEqual([]);
    expect(inputs(run, 'Cluster', 'eu-1-cluster')).toMatchObject({
      vpcConfig: { subnetIds: network.privateSubnetIds },
    });
  });

  test('of a cluster that eksctl made, addresses are reserved and nothing else', async () => {
    const run = await mocked(() => void imported(['team-a']), MOCKS);
    const made = run.resources.filter(({ type }) => type.startsWith('aws:')).map(({ type }) => type);
    expect(made.filter((type) => !['aws:eks/cluster:Cluster', 'aws:ec2/subnet:Subnet'].includes(type))).toEqual([
      'aws:ec2/eip:Eip',
    ]);
  });
});

test('flows that were turned away alone, or none, under mocks', async () => {
  const rejected = await mocked(() => void awsCluster({ flowLogs: 'rejected' }), MOCKS);
  expect(inputs(rejected, 'FlowLog', 'eu-1-flows')).toMatchObject({ trafficType: 'REJECT' });
  const none = await mocked(() => void awsCluster({ flowLogs: false }), MOCKS);
  expect(none.resources.filter(({ name }) => name.includes('-flows'))).toEqual([]);
});

test('local disks are mounted by nodes of etcd and found by a provisioner, under mocks', async () => {
  const run = await mocked(
    () => void awsCluster({ etcdVolumes: 'local-nvme', nodes: { etcd: { machineType: 'i4i.large' } } }),
    MOCKS,
  );
  const userData = inputs(run, 'LaunchTemplate', 'eu-1-etcd')['userData'] as string;
  expect(Buffer.from(userData, 'base64').toString('utf8')).toMatch(/kind: NodeConfig[\s\S]*strategy: Mount/);
  expect(inputs(run, 'LaunchTemplate', 'eu-1-general')).not.toHaveProperty('userData');
  expect(inputs(run, 'Release', 'local-static-provisioner')).toMatchObject({
    values: {
      classes: [{ name: 'etcd-local-nvme', hostDir: '/mnt/k8s-disks' }],
      tolerations: [{ key: 'colonnade.dev/role', operator: 'Equal', value: 'etcd', effect: 'NoSchedule' }],
    },
  });
});

test('machines with Arm processors get images for them, under mocks', async () => {
  const run = await mocked(() => void awsCluster({ nodes: { general: { machineType: 'm7g.large' } } }), MOCKS);
  expect(inputs(run, 'NodeGroup', 'eu-1-general')).toMatchObject({ amiType: 'AL2023_ARM_64_STANDARD' });
});
