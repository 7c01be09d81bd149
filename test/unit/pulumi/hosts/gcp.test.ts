import { COSTED_EXAMPLES } from '../../../../tools/docs/hosts';
import { host } from '../../../../examples/gke-native/fleet';
import type { GcpProps } from '../../../../lib/hosts/gcp';
import { GCP_CALLS, GCP_STATES, gcpCluster } from '../../../support/pulumi/hosts/gcp';
import { UNKNOWN, mocked } from '../../../support/pulumi/mocked';
import type { MockedRun, States } from '../../../support/pulumi/mocked';

/** What Google Cloud gets for a cluster, without an engine. */
async function made(props: Partial<GcpProps> = {}): Promise<MockedRun> {
  return mocked(() => void gcpCluster(props), { states: GCP_STATES, calls: GCP_CALLS });
}

const cluster = (run: MockedRun) => run.find('Cluster', 'us-1').inputs;

describe('under mocks, a cluster in Standard mode', () => {
  let run: MockedRun;
  beforeAll(async () => {
    run = await made();
  });

  test('has private nodes, keys of its own, workload identity, logs, a channel and a window', () => {
    expect(run.find('Cluster', 'us-1').type).toBe('gcp:container/cluster:Cluster');
    expect(cluster(run)).toMatchObject({
      project: 'acme-prod',
      location: 'us-central1',
      nodeLocations: ['us-central1-a', 'us-central1-b', 'us-central1-c'],
      minMasterVersion: '1.36.3',
      privateClusterConfig: { enablePrivateNodes: true },
      databaseEncryption: { state: 'ENCRYPTED', keyName: 'us-1-secrets-id' },
      workloadIdentityConfig: { workloadPool: 'acme-prod.svc.id.goog' },
      datapathProvider: 'ADVANCED_DATAPATH',
      releaseChannel: { channel: 'REGULAR' },
      enableShieldedNodes: true,
      removeDefaultNodePool: true,
      deletionProtection: true,
      networkingMode: 'VPC_NATIVE',
      resourceLabels: { team: 'platform', 'managed-by': 'colonnade', 'management-cluster': 'us-1' },
    });
    expect(cluster(run)['loggingConfig']).toMatchObject({
      enableComponents: expect.arrayContaining(['APISERVER']) as unknown,
    });
    expect(cluster(run)).not.toHaveProperty('enableAutopilot');
  });

  test('waits for the keys that it encrypts with and for the way out', () => {
    expect(run.find('Cluster', 'us-1').dependencies).toEqual(
      expect.arrayContaining(['us-1', 'us-1-disks', 'us-1-secrets', 'us-1-nodes']),
    );
  });

  test('has no address that clients reach, and is reached by its name', () => {
    expect(cluster(run)['controlPlaneEndpointsConfig']).toEqual({
      dnsEndpointConfig: { allowExternalTraffic: true },
      ipEndpointsConfig: { enabled: false },
    });
    expect(cluster(run)).not.toHaveProperty('masterAuthorizedNetworksConfig');
  });

  test.each([
    ['general', 'n2-standard-2', []],
    ['control-plane', 'n2-standard-4', [{ key: 'colonnade.dev/role', value: 'control-plane', effect: 'NO_SCHEDULE' }]],
    ['etcd', 'n2-standard-2', [{ key: 'colonnade.dev/role', value: 'etcd', effect: 'NO_SCHEDULE' }]],
  ])('pool %s: %s, encrypted, private, shielded, with an account of its own', (role, machineType, taints) => {
    const pool = run.find('NodePool', `us-1-${role}`);
    expect(pool.type).toBe('gcp:container/nodePool:NodePool');
    expect(pool.parent).toBe('us-1');
    expect(pool.ignoreChanges).toEqual(['initialNodeCount']);
    expect(pool.inputs).toMatchObject({
      cluster: 'us-1-id',
      initialNodeCount: 1,
      autoscaling: { totalMinNodeCount: 3, totalMaxNodeCount: role === 'etcd' ? 3 : 9 },
      networkConfig: { enablePrivateNodes: true },
      upgradeSettings: { maxSurge: 1, maxUnavailable: 0 },
      nodeConfig: {
        machineType,
        diskType: 'pd-balanced',
        bootDiskKmsKey: 'us-1-disks-id',
        serviceAccount: 'nodes@acme-prod.iam.gserviceaccount.com',
        workloadMetadataConfig: { mode: 'GKE_METADATA' },
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        labels: { 'colonnade.dev/role': role },
        taints,
      },
    });
  });

  test('nodes have one role, which lets them be nodes', () => {
    const roles = run.resources.filter(({ type }) => type === 'gcp:projects/iAMMember:IAMMember');
    expect(roles.map(({ inputs }) => inputs)).toEqual([
      {
        project: 'acme-prod',
        role: 'roles/container.defaultNodeServiceAccount',
        member: 'serviceAccount:nodes@acme-prod.iam.gserviceaccount.com',
      },
    ]);
  });

  test('each key is for one of Google’s own accounts, and is rotated', () => {
    const grants = run.resources.filter(({ type }) => type === 'gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember');
    expect(grants.map(({ inputs }) => [inputs['cryptoKeyId'], inputs['member']])).toEqual([
      ['us-1-disks-id', 'serviceAccount:service-1234@compute-system.iam.gserviceaccount.com'],
      ['us-1-secrets-id', 'serviceAccount:service-1234@container-engine-robot.iam.gserviceaccount.com'],
      ['us-1-backups-id', 'serviceAccount:service-1234@gs-project-accounts.iam.gserviceaccount.com'],
    ]);
    expect(run.find('CryptoKey', 'us-1-disks').inputs).toMatchObject({ name: 'disks', rotationPeriod: '7776000s' });
    expect(run.find('KeyRing', 'us-1').inputs).toMatchObject({ name: 'colonnade', location: 'us-central1' });
  });

  test('backups are private, encrypted and kept when overwritten; one account of the cluster writes them, without a key', () => {
    expect(run.find('Bucket', 'us-1-backups').inputs).toMatchObject({
      publicAccessPrevention: 'enforced',
      uniformBucketLevelAccess: true,
      versioning: { enabled: true },
      encryption: { defaultKmsKeyName: 'us-1-backups-id' },
    });
    expect(run.find('IAMMember', 'us-1-backups-backups-etcd-backup').inputs).toMatchObject({
      role: 'roles/iam.workloadIdentityUser',
      member: 'serviceAccount:acme-prod.svc.id.goog[backups/etcd-backup]',
    });
    expect(run.resources.filter(({ type }) => /hmacKey|serviceaccount\/key/i.test(type))).toEqual([]);
  });

  test('an endpoint has a reserved address, outside', () => {
    expect(run.find('Address', 'us-1-team-a').inputs).toMatchObject({
      addressType: 'EXTERNAL',
      region: 'us-central1',
      labels: { endpoint: 'team-a' },
    });
  });

  test('the kubeconfig is a secret and holds a command instead of a token', () => {
    const provider = run.find('kubernetes', 'us-1');
    const kubeconfig = provider.inputs['kubeconfig'] as { readonly value: string };
    expect(Object.keys(kubeconfig)).toHaveLength(2);
    expect(JSON.parse(kubeconfig.value)).toMatchObject({
      clusters: [{ cluster: { server: 'https://gke-1.us-central1.gke.goog' } }],
      users: [{ user: { exec: { command: 'gke-gcloud-auth-plugin' } } }],
    });
    expect(kubeconfig.value).not.toContain('certificate-authority-data');
    expect(provider.dependencies).toEqual(expect.arrayContaining(['us-1-etcd', 'us-1-general']));
  });
});

test('under mocks, clients of authorized networks reach an address, and check its certificate', async () => {
  const run = await made({ authorizedNetworks: [{ name: 'office', cidr: '198.51.100.0/24' }] });
  expect(cluster(run)).toMatchObject({
    controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: true } },
    masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: '198.51.100.0/24', displayName: 'office' }] },
  });
  const { value } = run.find('kubernetes', 'us-1').inputs['kubeconfig'] as { readonly value: string };
  expect(JSON.parse(value)).toMatchObject({
    clusters: [{ cluster: { server: 'https://198.51.100.1', 'certificate-authority-data': 'Y2E=' } }],
  });
});

test('under mocks, Autopilot has no pools of ours and none of the settings that it decides by itself', async () => {
  const run = await made({ mode: 'autopilot' });
  expect(run.resources.filter(({ type }) => type.endsWith(':NodePool'))).toEqual([]);
  expect(cluster(run)).toMatchObject({
    enableAutopilot: true,
    privateClusterConfig: { enablePrivateNodes: true },
    clusterAutoscaling: {
      autoProvisioningDefaults: {
        bootDiskKmsKey: 'us-1-disks-id',
        serviceAccount: 'nodes@acme-prod.iam.gserviceaccount.com',
      },
    },
  });
  for (const setting of [
    'removeDefaultNodePool',
    'workloadIdentityConfig',
    'enableShieldedNodes',
    'datapathProvider',
  ]) {
    expect(cluster(run)).not.toHaveProperty(setting);
  }
});

test('under mocks, internal endpoints have addresses of the subnetwork', async () => {
  const run = await made({ balancers: 'internal' });
  expect(run.find('Address', 'us-1-team-a').inputs).toMatchObject({
    addressType: 'INTERNAL',
    subnetwork: 'us-1-nodes-id',
  });
});

test('under mocks, a cluster joins the fleet of another project where it is asked to', async () => {
  expect((await made()).resources.filter(({ type }) => type.endsWith(':Membership'))).toEqual([]);
  const run = await made({ fleetProject: 'acme-fleet' });
  expect(run.find('Membership', 'us-1')).toMatchObject({
    type: 'gcp:gkehub/membership:Membership',
    inputs: {
      project: 'acme-fleet',
      membershipId: 'us-1',
      endpoint: { gkeCluster: { resourceLink: '//container.googleapis.com/us-1-id' } },
    },
  });
});

describe('under mocks, examples/gke-native', () => {
  const states = {
    'us-1': GCP_STATES['us-1'] ?? {},
    'us-1-team-a': { address: '203.0.113.10' },
    'us-1-team-b': { address: '203.0.113.11' },
    ...found('acme/us-1/team-a/found/Secret/tenant-team-a/admin-kubeconfig'),
    ...found('acme/us-1/team-b/found/Secret/tenant-team-b/admin-kubeconfig'),
  };
  const program = () => {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
      require('../../../../examples/gke-native/index');
    });
  };

  test('puts tenants behind the addresses that it reserves, in the cluster that it makes', async () => {
    const run = await mocked(program, { states, calls: GCP_CALLS });
    for (const [team, address] of [
      ['team-a', '203.0.113.10'],
      ['team-b', '203.0.113.11'],
    ] as const) {
      const service = run.find('Service', `${team}/tenant-${team}/kube-apiserver`);
      expect(service.inputs).toMatchObject({
        metadata: { annotations: { 'cloud.google.com/l4-rbs': 'enabled' } },
        spec: { type: 'LoadBalancer', loadBalancerIP: address },
      });
    }
    expect(run.find('StorageClass', 'colonnade-etcd').inputs).toMatchObject({ parameters: { type: 'pd-ssd' } });
  });

  test('shows in a preview that an address is not known yet', async () => {
    const run = await mocked(program, { preview: true, calls: GCP_CALLS });
    const service = run.find('Service', 'team-a/tenant-team-a/kube-apiserver');
    expect(service.inputs).toMatchObject({ spec: { loadBalancerIP: UNKNOWN } });
  });

  test('is made in the place whose costs its README says, after the operators that the engine needs', async () => {
    expect(COSTED_EXAMPLES['gke-native']?.host.facts).toEqual(host.facts);
    const run = await mocked(program, { calls: GCP_CALLS, states });
    const releases = run.resources
      .filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release')
      .map(({ name }) => name);
    expect(releases).toContain('us-1-cert-manager');
    expect(run.find('kubernetes', 'us-1-fleet').dependencies).toEqual(expect.arrayContaining(releases));
  });
});

/** A Secret that the cluster has made. */
function found(name: string): States {
  return { [name]: { data: { kubeconfig: 'a3ViZWNvbmZpZw==' } } };
}
