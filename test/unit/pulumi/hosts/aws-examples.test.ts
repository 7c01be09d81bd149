import { FleetApp } from 'colonnade';
import { build as buildKamaji, host as kamajiHost } from '../../../../examples/aws-eks-kamaji/fleet';
import { build as buildNative, host as nativeHost } from '../../../../examples/aws-eks-native/fleet';
import { COSTED_EXAMPLES } from '../../../../tools/docs/hosts';
import { inputNames } from '../../../support/pulumi/hosts/sdk-types';
import { AWS_CALLS } from '../../../support/pulumi/hosts/aws';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun, States } from '../../../support/pulumi/mocked';

const ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234';
const ZONES = ['a', 'b', 'c'];

const STATES: States = {
  'us-1-cluster': { endpoint: 'https://0123.eks.amazonaws.com', certificateAuthority: { data: 'Y2E=' } },
  'us-1-key': { arn: ARN, keyId: '1234' },
  ...Object.fromEntries(['general', 'control-plane', 'etcd'].map((pool) => [`us-1-${pool}`, { latestVersion: 1 }])),
  ...Object.fromEntries(
    ['team-a', 'team-b'].flatMap((tenant, index) =>
      ZONES.map((zone, at) => [
        `us-1-endpoint-${tenant}-us-east-1${zone}`,
        { publicIp: `203.0.113.${index * 10 + at}`, allocationId: `eipalloc-${index}${zone}` },
      ]),
    ),
  ),
  'team-a-general': { latestVersion: 1 },
  'team-a-general-join': { arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:join-AbCdEf' },
  'acme/us-1/team-a/found/Secret/tenant-team-a/admin-kubeconfig': { data: { kubeconfig: 'a3ViZWNvbmZpZw==' } },
  'acme/us-1/team-a/found/Secret/tenant-team-a/team-a-admin-kubeconfig': {
    data: { 'super-admin.conf': 'a3ViZWNvbmZpZw==', 'admin.conf': 'a3ViZWNvbmZpZw==' },
  },
};

function example(name: string): Promise<MockedRun> {
  return mocked(
    () => {
      // A program that runs when it is loaded.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(`../../../../examples/${name}/index`);
    },
    { calls: AWS_CALLS, states: STATES },
  );
}

test.each([
  ['native', buildNative],
  ['kamaji', buildKamaji],
] as const)('the fleet of the example with %s has no errors without a cloud', (_name, build) => {
  const { findings } = build(new FleetApp()).validateFleet();
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each([
  ['aws-eks-native', nativeHost],
  ['aws-eks-kamaji', kamajiHost],
] as const)('the cost on the page of %s is that of its host', (name, { facts, settings }) => {
  const costed = COSTED_EXAMPLES[name]?.host as typeof nativeHost;
  expect(costed.facts.profile?.prices).toEqual(facts.profile?.prices);
  const { nodes, staticAddresses, natGateways, region } = costed.settings;
  expect(settings).toMatchObject({ nodes, staticAddresses, natGateways, region });
});

test('the example with the native engine makes a cluster, tenants with addresses, and workers, under mocks', async () => {
  const run = await example('aws-eks-native');
  expect(run.find('Cluster', 'us-1-cluster').type).toBe('aws:eks/cluster:Cluster');
  for (const tenant of ['team-a', 'team-b']) {
    const service = JSON.stringify(run.find('Service', `tenant-${tenant}/kube-apiserver`).inputs);
    expect(service).toMatch(/"service\.beta\.kubernetes\.io\/aws-load-balancer-eip-allocations":"eipalloc-\d[abc]"/);
    expect(service).not.toContain('later-');
  }
  const store = JSON.stringify(run.find('StatefulSet', 'etcd-shared/etcd').inputs);
  expect(store).toContain('"storageClassName":"etcd-gp3"');
  expect(store).toContain('"nodeSelector":{"colonnade.dev/role":"etcd"}');
  expect(JSON.stringify(run.find('Deployment', 'tenant-team-a/kube-apiserver').inputs)).toContain(
    '"nodeSelector":{"colonnade.dev/role":"control-plane"}',
  );
  expect(run.find('Release', 'us-1-cert-manager').inputs).toMatchObject({ namespace: 'cert-manager' });
  expect(run.find('Group', 'team-a-general').type).toBe('aws:autoscaling/group:Group');
  const [provider] = run.resources.filter(
    ({ type, name }) => type === 'pulumi:providers:kubernetes' && name === 'us-1-fleet',
  );
  expect(provider?.dependencies).toContain('us-1-cert-manager');
});

test('the example with Kamaji gives it an address, and installs it after cert-manager, under mocks', async () => {
  const run = await example('aws-eks-kamaji');
  const tenant = run.find('TenantControlPlane', 'tenant-team-a/team-a');
  expect(tenant.type).toBe('kubernetes:kamaji.clastix.io/v1alpha1:TenantControlPlane');
  expect(JSON.stringify(tenant.inputs)).toContain('"address":"203.0.113.0"');
  expect(JSON.stringify(tenant.inputs)).toContain('eipalloc-0a,eipalloc-0b,eipalloc-0c');
  expect(run.find('Release', 'us-1-kamaji').dependencies).toContain('us-1-cert-manager');
  expectEncrypted(run);
});

/** Inputs by which AWS encrypts. */
const ENCRYPTION = ['encrypted', 'kmsKeyId', 'kmsKeyArn', 'encryptionConfig'];

/** Holds where all that AWS encrypts when it is asked to is encrypted. Secrets Manager encrypts by itself, with a key of the account. */
function expectEncrypted({ resources }: MockedRun): void {
  const offered = resources.filter(
    ({ type }) =>
      type.startsWith('aws:') &&
      !type.startsWith('aws:secretsmanager/') &&
      ENCRYPTION.some((input) => inputNames(type)?.has(input)),
  );
  expect(new Set(offered.map(({ type }) => type)).size).toBeGreaterThanOrEqual(2);
  const plain = offered.filter(({ inputs }) => ENCRYPTION.every((input) => inputs[input] === undefined));
  expect(plain.map(({ type, name }) => `${type} ${name}`)).toEqual([]);
}
