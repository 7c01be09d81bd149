import { isSecret } from '@pulumi/pulumi';
import { Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { digitalOcean } from 'colonnade/hosts/digitalocean';
import type { DigitalOceanProps } from 'colonnade/hosts/digitalocean';
import { PulumiFleet } from 'colonnade/pulumi';
import { DigitalOceanManagementCluster } from 'colonnade/pulumi/digitalocean';
import { parse } from 'yaml';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun } from '../../../support/pulumi/mocked';

const BALANCER = '03d5ed66-fefe-41fb-a3f6-9a0e43560adb';
const STATES = {
  'eu-1': { endpoint: 'https://eu-1.k8s.ondigitalocean.com', kubeConfigs: [{ clusterCaCertificate: 'Y2E=' }] },
  'eu-1-team-a': { ip: '203.0.113.10', id: BALANCER },
  'eu-1-backups': { accessKey: 'DO0', secretKey: 'hidden' },
  'eu-1-logs': { accessKey: 'DO1', secretKey: 'hidden' },
};

type Made = MockedRun & { readonly kubeconfigIsSecret: boolean };

/** A cluster at DigitalOcean with a tenant on it, without an engine. */
async function made(props: Partial<DigitalOceanProps<'before'>> = {}): Promise<Made> {
  const host = digitalOcean({ region: 'fra1', addresses: 'before', tags: ['team:platform'], ...props });
  let kubeconfigIsSecret = false;
  const run = await mocked(
    async () => {
      const eu = new DigitalOceanManagementCluster('eu-1', { host, version: '1.36.3-do.0', endpoints: ['team-a'] });
      kubeconfigIsSecret = await isSecret(eu.kubeconfig);
      new PulumiFleet('acme', { provider: eu.provider }, (app, later) => {
        const acme = new Fleet(app, 'acme');
        const cluster = new ManagementCluster(acme, 'eu-1', { version: '1.36.3', host, engine: native() });
        const store = new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' });
        const address = later.address(eu.addresses['team-a']);
        const annotations = eu.endpointAnnotations('team-a', later);
        new TenantControlPlane(cluster, 'team-a', {
          version: '1.35.4',
          store,
          endpoint: Endpoint.loadBalancer({ address, annotations }),
        });
        return acme;
      });
    },
    { states: STATES },
  );
  return { ...run, kubeconfigIsSecret };
}

describe('under mocks, a cluster at DigitalOcean', () => {
  let run: Made;
  beforeAll(async () => {
    run = await made({ logRetentionDays: 400 });
  });

  test('has a control plane that outlives a machine, private nodes, a window and tags', () => {
    expect(run.find('KubernetesCluster', 'eu-1')).toMatchObject({
      type: 'digitalocean:index/kubernetesCluster:KubernetesCluster',
      inputs: {
        region: 'fra1',
        version: '1.36.3-do.0',
        ha: true,
        vpcUuid: 'eu-1-id',
        isolatedWorkers: true,
        clusterSubnet: '10.121.0.0/16',
        serviceSubnet: '10.122.0.0/19',
        maintenancePolicy: { day: 'sunday', startTime: '03:00' },
        destroyAllAssociatedResources: false,
        tags: ['team:platform', 'management-cluster:eu-1', 'managed-by:colonnade'],
      },
      secretOutputs: ['kubeConfigs'],
    });
    expect(run.find('VpcNatGateway', 'eu-1').inputs).toMatchObject({
      type: 'PUBLIC',
      vpcs: [{ vpcUuid: 'eu-1-id', defaultGateway: true }],
    });
  });

  test('has a group for everything in the cluster, and one each for control planes and etcd', () => {
    expect(run.find('KubernetesCluster', 'eu-1').inputs).toMatchObject({
      nodePool: { name: 'general', size: 'g-2vcpu-8gb', autoScale: true, minNodes: 3, maxNodes: 9, taints: [] },
    });
    expect(run.find('KubernetesNodePool', 'eu-1-control-plane').inputs).toMatchObject({
      clusterId: 'eu-1-id',
      autoScale: true,
      taints: [{ key: 'colonnade.dev/role', value: 'control-plane', effect: 'NoSchedule' }],
    });
    const etcd = run.find('KubernetesNodePool', 'eu-1-etcd').inputs;
    expect(etcd).toMatchObject({
      size: 'g-2vcpu-8gb',
      nodeCount: 3,
      labels: { 'colonnade.dev/role': 'etcd' },
      taints: [{ key: 'colonnade.dev/role', value: 'etcd', effect: 'NoSchedule' }],
    });
    expect(etcd).not.toHaveProperty('autoScale');
  });

  test('makes a network balancer before its Service, which takes it over', () => {
    expect(run.find('LoadBalancer', 'eu-1-team-a')).toMatchObject({
      inputs: { type: 'REGIONAL_NETWORK', region: 'fra1', vpcUuid: 'eu-1-id' },
      ignoreChanges: expect.arrayContaining(['name', 'forwardingRules', 'dropletIds']) as unknown,
    });
    const service = run.find('Service', 'tenant-team-a/kube-apiserver').inputs;
    expect(service).toMatchObject({
      metadata: {
        annotations: {
          'kubernetes.digitalocean.com/load-balancer-id': 'eu-1-team-a-id',
          'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL_NETWORK',
        },
      },
    });
  });

  test('keeps backups in a private bucket with versions, and a key for it alone in a Secret', () => {
    expect(run.find('SpacesBucket', 'eu-1-backups').inputs).toMatchObject({
      acl: 'private',
      versioning: { enabled: true },
      lifecycleRules: [{ enabled: true, noncurrentVersionExpiration: { days: 30 } }],
    });
    expect(run.find('SpacesKey', 'eu-1-backups')).toMatchObject({
      inputs: { grants: [{ permission: 'readwrite' }] },
      secretOutputs: ['secretKey'],
    });
    const key = run.find('Secret', 'eu-1-backups');
    expect(key).toMatchObject({
      type: 'kubernetes:core/v1:Secret',
      secretOutputs: expect.arrayContaining(['data']) as unknown,
    });
    expect(Object.values(secretTexts(key.inputs)).join()).toContain('hidden');
  });

  test('keeps logs in a private bucket that forgets them, by a collector on every node with a key for it alone', () => {
    const { inputs } = run.find('SpacesBucket', 'eu-1-logs');
    expect(inputs).toMatchObject({
      region: 'fra1',
      acl: 'private',
      lifecycleRules: [{ enabled: true, expiration: { days: 400 }, abortIncompleteMultipartUploadDays: 1 }],
    });
    expect(inputs).not.toHaveProperty('versioning');
    expect(run.find('SpacesKey', 'eu-1-logs')).toMatchObject({
      inputs: { grants: [{ permission: 'readwrite' }] },
      secretOutputs: ['secretKey'],
    });
    const secret = run.find('Secret', 'eu-1-logs');
    expect(secret).toMatchObject({
      type: 'kubernetes:core/v1:Secret',
      inputs: { metadata: { name: 'spaces', namespace: 'colonnade-logs' } },
      // Its namespace, and the bucket and the key that it tells of.
      dependencies: ['eu-1-logs', 'eu-1-logs', 'eu-1-logs'],
      secretOutputs: expect.arrayContaining(['data']) as unknown,
    });
    expect(Object.values(secretTexts(secret.inputs)).join()).toContain('hidden');
    const collector = run.find('DaemonSet', 'eu-1-logs');
    expect(collector).toMatchObject({ type: 'kubernetes:apps/v1:DaemonSet', parent: 'eu-1' });
    // The name of the bucket is known when it is there.
    expect(JSON.stringify(collector.inputs)).toContain(
      '{"name":"LOG_BUCKET","valueFrom":{"secretKeyRef":{"key":"bucket","name":"spaces"}}}',
    );
    const { 'fluent-bit.yaml': text } = run.find('ConfigMap', 'eu-1-logs').inputs['data'] as Record<string, string>;
    expect(parse(text ?? '')).toMatchObject({
      pipeline: { outputs: [{ endpoint: 'https://fra1.digitaloceanspaces.com', region: 'fra1' }] },
    });
    const clear = run.resources.filter(({ type, name }) => name === 'eu-1-logs' && !type.endsWith(':Secret'));
    expect(JSON.stringify(clear.filter(({ type }) => type.startsWith('kubernetes:')))).not.toContain('hidden');
    expect(run.find('Namespace', 'eu-1-logs').inputs).toMatchObject({ metadata: { name: 'colonnade-logs' } });
  });

  test('is reached with a token that doctl asks for, and its kubeconfig is a secret', () => {
    expect(run.kubeconfigIsSecret).toBe(true);
    const { kubeconfig } = run.find('kubernetes', 'eu-1').inputs as { kubeconfig: { value: string } };
    expect(JSON.parse(kubeconfig.value)).toMatchObject({
      clusters: [{ cluster: { 'certificate-authority-data': 'Y2E=' } }],
      users: [{ user: { exec: { command: 'doctl', args: expect.arrayContaining(['eu-1-id']) as unknown } } }],
    });
    expect(kubeconfig.value).not.toContain('hidden');
  });

  test('has its parts below it', () => {
    const own = run.resources.filter(({ type }) => type.startsWith('digitalocean:'));
    expect(own.length).toBeGreaterThan(7);
    expect(own.filter(({ parent }) => parent !== 'eu-1')).toEqual([]);
  });
});

test('under mocks, an API server that some may reach is closed to others, public nodes need no gateway, logs may stay', async () => {
  const run = await made({ apiServerCidrs: ['198.51.100.0/24'], privateNodes: false, logs: false });
  expect(run.find('KubernetesCluster', 'eu-1').inputs).toMatchObject({
    controlPlaneFirewall: { enabled: true, allowedAddresses: ['198.51.100.0/24'] },
    isolatedWorkers: false,
  });
  expect(run.resources.filter(({ type }) => type.endsWith(':VpcNatGateway'))).toEqual([]);
  expect(run.resources.filter(({ name }) => name.endsWith('-logs'))).toEqual([]);
});
