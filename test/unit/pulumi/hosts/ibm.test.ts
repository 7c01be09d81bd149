import { isSecret } from '@pulumi/pulumi';
import { ColonnadeError } from 'colonnade';
import { ibm } from 'colonnade/hosts/ibm';
import { IbmManagementCluster } from 'colonnade/pulumi/ibm';
import { IBM_CALLS, IBM_SDK_DOUBLE, ibmCluster } from '../../../support/pulumi/hosts/ibm';
import { mocked } from '../../../support/pulumi/mocked';
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
      { calls: IBM_CALLS },
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
      crk: 'crn:key',
      kmsInstanceId: 'kms-1',
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
