import { isSecret } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import { ibm } from 'colonnade/hosts/ibm';
import { IbmManagementCluster } from 'colonnade/pulumi/ibm';
import { parse } from 'yaml';
import { IBM_KEY } from '../../../support/hosts/ibm-key';
import { IBM_CALLS, IBM_SDK_DOUBLE, IBM_STATES, ibmCluster } from '../../../support/pulumi/hosts/ibm';
import { mocked } from '../../../support/pulumi/mocked';
import { secretTexts } from '../../../support/pulumi/secret-texts';
import type { MockedRun } from '../../../support/pulumi/mocked';

describe('under mocks, a cluster at IBM Cloud, with a double of the SDK', () => {
  let run: MockedRun;
  let kubeconfigIsSecret = false;

  beforeAll(async () => {
    run = await mocked(
      async () => {
        const eu = ibmCluster();
        kubeconfigIsSecret = await isSecret(eu.kubeconfig);
        expect(eu.endpointAnnotations()).toEqual({});
      },
      { calls: IBM_CALLS, states: IBM_STATES },
    );
  });

  test('has a subnet with a way out in each zone, and workers in all of them', () => {
    for (const zone of ['eu-de-1', 'eu-de-2', 'eu-de-3']) {
      expect(run.find('IsSubnet', `eu-1-${zone}`).inputs).toMatchObject({ zone, publicGateway: `eu-1-${zone}-id` });
    }
    expect(run.find('ContainerVpcCluster', 'eu-1').inputs).toMatchObject({
      kubeVersion: '1.36.3',
      flavor: 'bx2.4x16',
      workerCount: 1,
      disableOutboundTrafficProtection: true,
      resourceGroupId: 'group-id',
      crk: IBM_KEY.keyId,
      kmsInstanceId: IBM_KEY.instanceId,
      zones: [{ name: 'eu-de-1', subnetId: 'eu-1-eu-de-1-id' }, { name: 'eu-de-2' }, { name: 'eu-de-3' }],
      tags: ['team:platform', 'management-cluster:eu-1', 'managed-by:colonnade'],
    });
  });

  test('has groups for control planes and for etcd, which nothing else runs on', () => {
    expect(run.find('ContainerVpcWorkerPool', 'eu-1-etcd').inputs).toMatchObject({
      workerPoolName: 'etcd',
      cluster: 'eu-1-id',
      labels: { 'colonnade.dev/role': 'etcd' },
      taints: [{ key: 'colonnade.dev/role', value: 'etcd', effect: 'NoSchedule' }],
      crk: IBM_KEY.keyId,
      kmsInstanceId: IBM_KEY.instanceId,
    });
    expect(run.find('ContainerVpcWorkerPool', 'eu-1-control-plane').inputs).toHaveProperty('taints');
  });

  test('has Secrets under the key, which its own API server reads over the private network', () => {
    expect(run.find('ContainerVpcCluster', 'eu-1').inputs['kmsConfig']).toEqual({
      instanceId: IBM_KEY.instanceId,
      crkId: IBM_KEY.keyId,
      privateEndpoint: true,
    });
  });

  test('has an autoscaler for all groups but that of etcd, by zone, which is told of them once it is there', () => {
    const addon = run.find('ContainerAddons', 'eu-1-autoscaler');
    expect(addon.inputs).toEqual({
      cluster: 'eu-1-id',
      resourceGroupId: 'group-id',
      manageAllAddons: false,
      addons: [{ name: 'cluster-autoscaler' }],
    });
    expect(addon.dependencies).toEqual(expect.arrayContaining(['eu-1-control-plane', 'eu-1-etcd']));
    const patch = run.find('ConfigMapPatch', 'eu-1-autoscaler');
    expect(patch.dependencies).toContain('eu-1-autoscaler');
    expect(patch.inputs).toMatchObject({ metadata: { name: 'iks-ca-configmap', namespace: 'kube-system' } });
    expect(scaledIn(run)).toEqual([
      { name: 'default', minSize: 1, maxSize: 3, enabled: true },
      { name: 'control-plane', minSize: 1, maxSize: 3, enabled: true },
    ]);
  });

  test('has a bucket that keeps versions for a while, under the key, which its instance may read', () => {
    expect(run.find('ResourceInstance', 'eu-1-backups').inputs).toMatchObject({
      service: 'cloud-object-storage',
      location: 'global',
    });
    const bucket = run.find('CosBucket', 'eu-1-backups');
    expect(bucket.inputs).toMatchObject({
      bucketName: 'eu-1-backups-b0c1d2e3',
      resourceInstanceId: 'eu-1-backups-id',
      regionLocation: 'eu-de',
      kmsKeyCrn: IBM_KEY.crn,
      objectVersioning: { enable: true },
      noncurrentVersionExpiration: { enable: true, noncurrentDays: 30 },
      forceDelete: false,
    });
    expect(run.find('IamAuthorizationPolicy', 'eu-1-backups-key').inputs).toEqual({
      sourceServiceName: 'cloud-object-storage',
      sourceResourceInstanceId: 'b0c1d2e3-0000-4000-8000-000000000000',
      targetServiceName: 'kms',
      targetResourceInstanceId: IBM_KEY.instanceId,
      roles: ['Reader'],
    });
    expect(bucket.dependencies).toContain('eu-1-backups-key');
  });

  test('has a profile that pods of the writers take, which lists, reads and writes in that bucket and deletes nothing', () => {
    expect(run.find('IamTrustedProfilePolicy', 'eu-1-backups').inputs).toEqual({
      profileId: 'eu-1-backups-id',
      roles: ['Content Reader', 'Object Writer'],
      resourceAttributes: [
        { name: 'serviceName', value: 'cloud-object-storage' },
        { name: 'serviceInstance', value: 'b0c1d2e3-0000-4000-8000-000000000000' },
        { name: 'resourceType', value: 'bucket' },
        { name: 'resource', value: 'eu-1-backups-b0c1d2e3' },
      ],
    });
    expect(run.find('IamTrustedProfileLink', 'eu-1-backups-backups-etcd').inputs).toMatchObject({
      profileId: 'eu-1-backups-id',
      crType: 'IKS_SA',
      link: { crn: IBM_STATES['eu-1']?.['crn'], namespace: 'backups', name: 'etcd' },
    });
  });

  test('keeps logs in a bucket that forgets them, by a collector on every node whose key uploads to its instance alone', () => {
    expect(run.find('CosBucket', 'eu-1-logs')).toMatchObject({
      inputs: {
        bucketName: 'eu-1-logs-106c0000',
        resourceInstanceId: 'eu-1-logs-id',
        regionLocation: 'eu-de',
        kmsKeyCrn: IBM_KEY.crn,
        expireRules: [{ ruleId: 'old', enable: true, days: 90 }],
        forceDelete: false,
      },
      dependencies: expect.arrayContaining(['eu-1-logs-key']) as unknown,
    });
    expect(run.find('ResourceKey', 'eu-1-logs')).toMatchObject({
      inputs: { resourceInstanceId: 'eu-1-logs-id', role: 'Object Writer', parameters: { HMAC: 'true' } },
      secretOutputs: ['credentials', 'credentialsJson'],
    });
    const secret = run.find('Secret', 'eu-1-logs');
    expect(secret).toMatchObject({
      inputs: { metadata: { name: 'cos', namespace: 'colonnade-logs' } },
      secretOutputs: expect.arrayContaining(['data']) as unknown,
    });
    expect(JSON.stringify(secretTexts(secret.inputs))).toMatch(/HMAC1.*hidden.*eu-1-logs-106c0000/);
    const clear = run.resources.filter(({ type }) => type.startsWith('kubernetes:') && !type.endsWith(':Secret'));
    expect(JSON.stringify(clear)).not.toContain('hidden');
    const { 'fluent-bit.yaml': text } = run.find('ConfigMap', 'eu-1-logs').inputs['data'] as Record<string, string>;
    expect(parse(text ?? '')).toMatchObject({
      pipeline: {
        outputs: [{ endpoint: 'https://s3.direct.eu-de.cloud-object-storage.appdomain.cloud', region: 'eu-de' }],
      },
    });
  });

  test('writes flows of its network to another bucket, once their collector may', () => {
    expect(run.find('IamAuthorizationPolicy', 'eu-1-flows').inputs).toEqual({
      sourceServiceName: 'is',
      sourceResourceType: 'flow-log-collector',
      targetServiceName: 'cloud-object-storage',
      targetResourceInstanceId: 'f10f0000-0000-4000-8000-000000000000',
      roles: ['Writer'],
    });
    const flows = run.find('IsFlowLog', 'eu-1-flows');
    expect(flows.inputs).toMatchObject({
      target: 'eu-1-id',
      storageBucket: 'eu-1-flows-f10f0000',
      active: true,
      resourceGroup: 'group-id',
    });
    // Of that name are the instance, the bucket and the policy.
    expect(flows.dependencies.filter((name) => name === 'eu-1-flows')).toHaveLength(3);
    expect(run.find('CosBucket', 'eu-1-flows').inputs).toMatchObject({ expireRules: [{ days: 90 }] });
  });

  test('has a kubeconfig that is a secret', () => {
    expect(kubeconfigIsSecret).toBe(true);
    expect(run.find('kubernetes', 'eu-1').inputs['kubeconfig']).toMatchObject({
      value: expect.stringContaining('https://eu-1') as unknown,
    });
  });
});

/** Groups that the autoscaler is told of. */
function scaledIn(run: MockedRun): unknown {
  const { 'workerPoolsConfig.json': text } = run.find('ConfigMapPatch', 'eu-1-autoscaler').inputs['data'] as Record<
    string,
    string
  >;
  return JSON.parse(text ?? '');
}

test.each([
  [{ general: { min: 4, max: 11 } }, [{ name: 'default', minSize: 2, maxSize: 3, enabled: true }]],
  [{ general: { min: 6, max: 6 }, etcd: { min: 3, max: 9 } }, []],
])('under mocks, groups %j are scaled within what fits zones: %j', async (pools, expected) => {
  const run = await mocked(
    () =>
      void new IbmManagementCluster('eu-1', {
        host: ibm({ region: 'eu-de', pools: { controlPlane: { min: 3, max: 5 }, ...pools } }),
        version: '1.36.3',
        sdk: IBM_SDK_DOUBLE,
      }),
    { calls: IBM_CALLS, states: IBM_STATES },
  );
  const made = run.resources.filter(({ name }) => name === 'eu-1-autoscaler').map(({ type }) => type);
  expect(made).toHaveLength(expected.length === 0 ? 0 : 2);
  if (made.length > 0) expect(scaledIn(run)).toEqual(expected);
});

test('under mocks, a cluster without a key, backups and logs has none of them', async () => {
  const run = await mocked(
    () =>
      void new IbmManagementCluster('eu-1', {
        host: ibm({ region: 'eu-de', backups: false, logs: false, flowLogs: false }),
        version: '1.36.3',
        sdk: IBM_SDK_DOUBLE,
      }),
    { calls: IBM_CALLS },
  );
  const types = run.resources.map(({ type }) => type.split(':').at(-1) ?? '');
  expect(types).toContain('ContainerVpcCluster');
  expect(types.filter((type) => /^(?:Iam|Cos|Resource|IsFlowLog|DaemonSet)/.test(type))).toEqual([]);
  expect(run.find('ContainerVpcCluster', 'eu-1').inputs).not.toHaveProperty('crk');
  expect(run.find('ContainerVpcCluster', 'eu-1').inputs).not.toHaveProperty('kmsConfig');
});

test('under mocks, an SDK that lacks a resource is refused by its name', async () => {
  const { IsVpc, ...rest } = IBM_SDK_DOUBLE;
  expect(IsVpc).toBeDefined();
  const refusal: unknown = await mocked(
    () =>
      // @ts-expect-error -- as a program in JavaScript may do
      void new IbmManagementCluster('eu-1', { host: ibm({ region: 'eu-de' }), version: '1.36.3', sdk: rest }),
  ).catch((error: unknown) => error);
  if (!ColonnadeError.is(refusal)) throw new Error('it was not refused.');
  expect(refusal.findings).toMatchObject([{ code: 'CLN3254', property: 'sdk.IsVpc' }]);
});
