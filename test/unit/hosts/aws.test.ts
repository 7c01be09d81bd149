import { App } from 'cdk8s';
import { parse } from 'yaml';
import { ColonnadeError, Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import type { Finding } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { aws, machineTypeFacts } from 'colonnade/hosts/aws';
import type { AwsHostProps } from 'colonnade/hosts/aws';

const REGION = 'eu-central-1';

function refused(props: object): readonly Finding[] {
  try {
    aws(props as AwsHostProps);
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings;
    throw error;
  }
  throw new Error('not refused');
}

describe('what an AWS host says', () => {
  test('three zones, a label and a taint for each purpose, and where control planes and etcd go', () => {
    const { facts } = aws({ region: REGION });
    expect(facts).toMatchObject({
      name: 'aws',
      zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      storageClass: 'etcd-gp3',
      loadBalancer: 'static-ip',
      balancer: { loadBalancerClass: 'service.k8s.aws/nlb' },
      placement: {
        etcd: {
          nodeSelector: { 'colonnade.dev/role': 'etcd' },
          tolerations: [{ key: 'colonnade.dev/role', operator: 'Equal', value: 'etcd', effect: 'NoSchedule' }],
        },
      },
    });
    expect(facts.profile?.nodePools.map(({ role, machineType, size }) => [role, machineType, size.min])).toEqual([
      ['general', 'm7i.large', 3],
      ['control-plane', 'm7i.xlarge', 3],
      ['etcd', 'm7i.large', 3],
    ]);
  });

  test('zones that accounts get in the region', () => {
    expect(aws({ region: 'ap-northeast-1' }).facts.zones).toEqual([
      'ap-northeast-1a',
      'ap-northeast-1c',
      'ap-northeast-1d',
    ]);
  });

  test('pools that were left out leave their pods to general nodes', () => {
    const { facts } = aws({ region: REGION, nodes: { controlPlane: false } });
    expect(facts.profile?.nodePools.map(({ role }) => role)).toEqual(['general', 'etcd']);
    expect(facts.placement.controlPlane).toEqual({ nodeSelector: {}, tolerations: [] });
  });

  test.each([
    ['one-zone', 'static-ip', 'one-zone', 2],
    ['all-zones', 'static-ip', 'all-zones', 0],
    [false, 'hostname', 'all-zones', 2],
  ] as const)('with static addresses %s', (staticAddresses, loadBalancer, zonal, addresses) => {
    const { facts } = aws({ region: REGION, staticAddresses } as AwsHostProps);
    expect(facts.loadBalancer).toBe(loadBalancer);
    expect(facts.profile?.loadBalancers?.zonal).toBe(zonal);
    expect(facts.profile?.quotas.find(({ kind }) => kind === 'addresses')?.limit).toBe(addresses);
  });

  test('internal balancers, which have no elastic addresses', () => {
    const { facts } = aws({ region: REGION, internalEndpoints: true });
    expect(facts.loadBalancer).toBe('hostname');
    expect(facts.balancer.annotations).toMatchObject({
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
    });
  });

  test('an unknown price is not there, and one that is given comes first', () => {
    const skus = (region: string) => aws({ region }).facts.profile?.prices.map(({ sku }) => sku);
    expect(skus('us-east-1')).toEqual(expect.arrayContaining(['m7i.large', 'nlb', 'eks']));
    expect(skus('eu-central-1')).not.toContain('m7i.large');
    const own = {
      sku: 'eks',
      region: null,
      usd: 0.05,
      unit: 'hour',
      source: 'a contract',
      asOf: '2026-11-01',
    } as const;
    const { profile } = aws({ region: 'us-east-1', prices: [own] }).facts;
    expect(profile?.prices.filter(({ sku }) => sku === 'eks')).toEqual([own]);
  });
});

describe('the StorageClass of etcd', () => {
  test('is gp3, encrypted with the key of the cluster, and stays in the zone of its pod', () => {
    expect(classOf(aws({ region: REGION, gp3: { iops: 4000, throughputMibps: 250 } }))).toMatchObject({
      metadata: { name: 'etcd-gp3' },
      provisioner: 'ebs.csi.aws.com',
      parameters: {
        type: 'gp3',
        encrypted: 'true',
        kmsKeyId: 'alias/colonnade-eu-1',
        iops: '4000',
        throughput: '250',
      },
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
    });
  });

  test('names a key of yours, and the alias of a cluster with a name of its own', () => {
    const kmsKey = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
    expect(classOf(aws({ region: REGION, kmsKey }))).toMatchObject({ parameters: { kmsKeyId: kmsKey } });
    expect(classOf(aws({ region: REGION, name: 'control' }))).toMatchObject({
      parameters: { kmsKeyId: 'alias/colonnade-control' },
    });
  });

  test('is of local disks where machines have some', () => {
    const host = aws({ region: REGION, etcdVolumes: 'local-nvme', nodes: { etcd: { machineType: 'i4i.large' } } });
    expect(classOf(host)).toMatchObject({
      metadata: { name: 'etcd-local-nvme' },
      provisioner: 'kubernetes.io/no-provisioner',
    });
    expect(host.facts.profile?.storageClasses).toMatchObject([{ bound: 'node', fitForEtcd: true }]);
  });

  function classOf(host: ReturnType<typeof aws>): unknown {
    return rendered(host).find(({ kind }) => kind === 'StorageClass');
  }
});

describe('what an AWS host refuses', () => {
  test.each([
    ['CLN0003', 'region', {}],
    ['CLN0001', 'region', { region: 'Frankfurt' }],
    ['CLN0002', 'zone', { region: REGION, zone: [] }],
    ['CLN0002', 'nodes.etcd.size', { region: REGION, nodes: { etcd: { size: 3 } } }],
    ['CLN3200', 'zones', { region: REGION, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }],
    ['CLN3200', 'zones', { region: REGION, zones: ['eu-central-1a', 'eu-central-1b'] }],
    ['CLN3201', 'nodes.etcd', { region: REGION, nodes: { etcd: { min: 4, max: 4 } } }],
    ['CLN3201', 'nodes.general', { region: REGION, nodes: { general: { min: 3, max: 2 } } }],
    ['CLN3202', 'vpcCidr', { region: REGION, vpcCidr: '10.0.0.0/24' }],
    ['CLN3203', 'gp3', { region: REGION, gp3: { iops: 100 } }],
    ['CLN3203', 'gp3', { region: REGION, gp3: { iops: 3000, throughputMibps: 1000 } }],
    ['CLN3204', 'etcdVolumes', { region: REGION, etcdVolumes: 'local-nvme' }],
    ['CLN0001', 'apiServerCidrs[0]', { region: REGION, apiServerCidrs: ['everywhere'] }],
    ['CLN0001', 'logRetentionDays', { region: REGION, logRetentionDays: 42 }],
    ['CLN0001', 'flowLogs', { region: REGION, flowLogs: 'some' as 'all' }],
    ['CLN0001', 'staticAddresses', { region: REGION, internalEndpoints: true, staticAddresses: 'one-zone' }],
  ])('%s %s', (code, property, props) => {
    expect(refused(props)).toMatchObject([{ code, path: 'aws', property, severity: 'error' }]);
  });

  test('everything at once, with what was probably meant', () => {
    const findings = refused({ region: REGION, vpcCIDR: '10.0.0.0/16', gp3: { iops: 1 } });
    expect(findings.map(({ code }) => code)).toEqual(['CLN0002', 'CLN3203']);
    expect(findings[0]?.fix).toContain("'vpcCidr'");
  });
});

test.each([
  ['m7i.large', 2, 8, false, false, false],
  ['m7g.2xlarge', 8, 32, false, true, false],
  ['c7i.xlarge', 4, 8, false, false, false],
  ['r7gd.xlarge', 4, 32, false, true, true],
  ['i4i.large', 2, 16, false, false, true],
  ['t3.medium', 2, 4, true, false, false],
  ['t4g.large', 2, 8, true, true, false],
  ['m7i-flex.large', 2, 8, true, false, false],
])('%s is read from its name', (type, cpu, gib, burstable, arm, localDisks) => {
  expect(machineTypeFacts(type)).toEqual({ cpu, memoryBytes: gib * 1024 ** 3, burstable, arm, localDisks });
});

test('a machine type that says nothing is unknown', () => {
  expect(machineTypeFacts('mac2.metal')).toMatchObject({ cpu: null, memoryBytes: null, burstable: false });
});

describe('the eksctl ClusterConfig', () => {
  const [artefact] = aws({ region: REGION, administrators: ['arn:aws:iam::111122223333:role/admin'] }).artefacts({
    name: 'eu-1',
    version: '1.36.3',
  });
  const config = parse(artefact?.content ?? '') as Readonly<Record<string, unknown>>;

  test('says the same cluster: private nodes, encrypted disks, a group of etcd for each zone', () => {
    expect(artefact).toMatchObject({ path: 'eksctl.yaml', usage: 'eksctl create cluster -f eksctl.yaml' });
    expect(config).toMatchObject({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'eu-1', region: REGION, version: '1.36' },
      vpc: { clusterEndpoints: { privateAccess: true, publicAccess: false } },
      cloudWatch: {
        clusterLogging: { enableTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] },
      },
    });
    const groups = config['managedNodeGroups'] as readonly Readonly<Record<string, unknown>>[];
    expect(groups.map(({ name, minSize }) => [name, minSize])).toEqual([
      ['general', 3],
      ['control-plane', 3],
      ['etcd-eu-central-1a', 1],
      ['etcd-eu-central-1b', 1],
      ['etcd-eu-central-1c', 1],
    ]);
    expect(groups.every((group) => group['privateNetworking'] === true && group['volumeEncrypted'] === true)).toBe(
      true,
    );
    expect(groups[2]).toMatchObject({
      availabilityZones: ['eu-central-1a'],
      taints: [{ key: 'colonnade.dev/role', value: 'etcd', effect: 'NoSchedule' }],
    });
  });

  // Read from pkg/apis/eksctl.io/v1alpha5/assets/schema.json of eksctl, commit 3780ded, which no package registry carries.
  test('uses fields that the types of eksctl have, as read from its source', () => {
    const FIELDS: Readonly<Record<string, readonly string[]>> = {
      '': [
        'apiVersion',
        'kind',
        'metadata',
        'vpc',
        'availabilityZones',
        'accessConfig',
        'secretsEncryption',
        'cloudWatch',
        'addonsConfig',
        'addons',
        'iam',
        'managedNodeGroups',
      ],
      metadata: ['name', 'region', 'version', 'tags'],
      accessConfig: ['authenticationMode', 'bootstrapClusterCreatorAdminPermissions', 'accessEntries'],
      addonsConfig: ['autoApplyPodIdentityAssociations', 'disableDefaultAddons'],
      cloudWatch: ['clusterLogging'],
      iam: ['podIdentityAssociations', 'withOIDC'],
    };
    for (const [at, known] of Object.entries(FIELDS)) {
      const value = at === '' ? config : config[at];
      expect(known).toEqual(expect.arrayContaining(Object.keys(value as object)));
    }
  });
});

test('endpoints that the balancers cannot have do not compile, and are refused', () => {
  const fleet = new Fleet(new App(), 'acme');
  const tenant = { version: '1.35.4', store: 'dedicated' } as const;
  const engine = native();
  const named = new ManagementCluster(fleet, 'named', {
    version: '1.36.3',
    host: aws({ region: REGION, staticAddresses: false }),
    engine,
  });
  const endpoint = Endpoint.loadBalancer({ address: '203.0.113.10' });
  // @ts-expect-error without static addresses a balancer has a DNS name only
  new TenantControlPlane(named, 'team-a', { ...tenant, endpoint });
  const addressed = new ManagementCluster(fleet, 'addressed', {
    version: '1.36.3',
    host: aws({ region: REGION }),
    engine,
  });
  new TenantControlPlane(addressed, 'team-b', { ...tenant, endpoint });
  const refusals = fleet.validateFleet().findings.filter(({ code }) => code === 'CLN3020');
  expect(refusals.map(({ path }) => path)).toEqual(['acme/named/team-a']);
});

function rendered(host: ReturnType<typeof aws>): readonly { readonly kind: string }[] {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.35.4',
    store,
    endpoint: Endpoint.loadBalancer({ hostname: 'team-a.example.org' }),
  });
  return fleet.charts.flatMap(({ charts }) => charts.flatMap((chart) => chart.renderObjects()));
}
