import { CustomResource, isSecret, output } from '@pulumi/pulumi';
import type { CustomResourceOptions } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import { ibm } from 'colonnade/hosts/ibm';
import { IbmManagementCluster } from 'colonnade/pulumi/ibm';
import type { IbmSdk } from 'colonnade/pulumi/ibm';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

/** A class as the generated SDK has it. */
function resource(token: string) {
  return class extends CustomResource {
    public constructor(name: string, args: object, options?: CustomResourceOptions) {
      super(`ibm:index/${token}`, name, { ...args }, options);
    }
  };
}

const SDK: IbmSdk = {
  IsVpc: resource('isVpc:IsVpc'),
  IsPublicGateway: resource('isPublicGateway:IsPublicGateway'),
  IsSubnet: resource('isSubnet:IsSubnet'),
  ContainerVpcCluster: resource('containerVpcCluster:ContainerVpcCluster'),
  ContainerVpcWorkerPool: resource('containerVpcWorkerPool:ContainerVpcWorkerPool'),
  getResourceGroupOutput: () => output({ id: 'group-id' }),
  getContainerClusterConfigOutput: () => output({ host: 'https://eu-1', caCertificate: 'PEM', token: 'hidden' }),
};

describe("under mocks, a cluster at IBM Cloud, with an SDK as the provider's documentation has it", () => {
  let run: MockedRun;
  let kubeconfigIsSecret = false;

  beforeAll(async () => {
    run = await mocked(async () => {
      const host = ibm({ region: 'eu-de', tags: ['team:platform'], encryptionKey: 'crn:key' });
      const eu = new IbmManagementCluster('eu-1', { host, version: '1.36.3', sdk: SDK, kmsInstanceId: 'kms-1' });
      kubeconfigIsSecret = await isSecret(eu.kubeconfig);
      expect(eu.endpointAnnotations()).toEqual({});
    });
  });

  test('has a subnet with a way out in each zone, and workers in all of them', () => {
    for (const zone of ['eu-de-1', 'eu-de-2', 'eu-de-3']) {
      expect(run.find('IsSubnet', `eu-1-${zone}`).inputs).toMatchObject({ zone, publicGateway: `eu-1-${zone}-id` });
    }
    expect(run.find('ContainerVpcCluster', 'eu-1').inputs).toMatchObject({
      kubeVersion: '1.36.3',
      flavor: 'bx2.4x16',
      workerCount: 1,
      resourceGroupId: 'group-id',
      crk: 'crn:key',
      kmsInstanceId: 'kms-1',
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
    });
    expect(run.find('ContainerVpcWorkerPool', 'eu-1-control-plane').inputs).toHaveProperty('taints');
  });

  test('has a kubeconfig that is a secret', () => {
    expect(kubeconfigIsSecret).toBe(true);
    expect(run.find('kubernetes', 'eu-1').inputs['kubeconfig']).toMatchObject({
      value: expect.stringContaining('https://eu-1') as unknown,
    });
  });
});

test('under mocks, an SDK that lacks a resource is refused by its name', async () => {
  const { IsVpc, ...rest } = SDK;
  expect(IsVpc).toBeDefined();
  const refusal: unknown = await mocked(
    () =>
      // @ts-expect-error -- as a program in JavaScript may do
      void new IbmManagementCluster('eu-1', { host: ibm({ region: 'eu-de' }), version: '1.36.3', sdk: rest }),
  ).catch((error: unknown) => error);
  if (!ColonnadeError.is(refusal)) throw new Error('it was not refused.');
  expect(refusal.findings).toMatchObject([{ code: 'CLN3254', property: 'sdk.IsVpc' }]);
});
