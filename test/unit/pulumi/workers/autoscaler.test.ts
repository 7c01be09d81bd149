import { VirtualMachineScaleSet } from '@pulumi/azure-native/compute/virtualMachineScaleSet';
import { ColonnadeError } from 'colonnade';
import type { TenantPool } from 'colonnade/pulumi';
import { Machines } from 'colonnade/workers';
import { AwsAutoscalerIdentity } from '../../../../lib/pulumi/aws/workers';
import { AzureAutoscalerIdentity } from '../../../../lib/pulumi/azure/workers';
import { GcpAutoscalerIdentity } from '../../../../lib/pulumi/gcp/workers';
import { inputNames } from '../../../support/pulumi/hosts/sdk-types';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolRun } from '../../../support/pulumi/pool-fleet';

const CAPACITY = { cpu: '4', memory: '16Gi' } as const;
const SCALED = { props: { size: { min: 1, max: 6 }, autoscaling: { kind: 'cluster-autoscaler' } } } as const;

const AWS = Machines.awsAutoScalingGroup({ region: 'eu-central-1', instanceTypes: ['m7i.large'], capacity: CAPACITY });
const GCP = Machines.gcpInstanceGroup({ project: 'acme-prod', zones: ['europe-west3-a'], capacity: CAPACITY });
const AZURE = Machines.azureScaleSet({ vault: 'https://acme.vault.azure.net', vmSize: 'Standard_D4s_v5' });

const ofAws = (pool: TenantPool) => new AwsAutoscalerIdentity('scaler', { pool, cluster: 'eu-1' });
const ofGcp = (pool: TenantPool) =>
  new GcpAutoscalerIdentity('scaler', {
    pool,
    workloadIdentityPool: 'projects/1/locations/global/workloadIdentityPools/acme-prod.svc.id.goog',
  });
const ofAzure = (pool: TenantPool) =>
  new AzureAutoscalerIdentity('scaler', {
    pool,
    identity: { name: 'scaler', resourceGroupName: 'acme', principalId: 'p-1', issuer: 'https://oidc.example.com' },
    scaleSets: [new VirtualMachineScaleSet('general', { resourceGroupName: 'acme' })],
    subscriptionId: 's-1',
    resourceGroupName: 'acme',
  });

/**
 * Permissions of what the client of cluster-autoscaler calls when groups are found by name (`mig:namePrefix`), read in November 2026:
 * regions.get, instanceGroups.list, machineTypes.get, instances.list, instanceTemplates.get, zoneOperations.wait, and of managers of groups
 * get, list, listManagedInstances, resize, createInstances, deleteInstances. The last three take `update` of the manager, and nothing of
 * machines.
 *
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/gce/autoscaling_gce_client.go,
 * https://docs.cloud.google.com/compute/docs/reference/rest/v1/instanceGroupManagers
 */
const GCE_PERMISSIONS = [
  'compute.instanceGroupManagers.get',
  'compute.instanceGroupManagers.list',
  'compute.instanceGroupManagers.update',
  'compute.instanceGroups.list',
  'compute.instanceTemplates.get',
  'compute.instances.list',
  'compute.machineTypes.get',
  'compute.regions.get',
  'compute.zoneOperations.get',
];

/**
 * Actions of what it calls for scale sets of type uniform, read in November 2026: VirtualMachineScaleSets List, Get, CreateOrUpdate (of
 * name, location and capacity) and DeleteInstances, VirtualMachineScaleSetVMs List with their instance views, VirtualMachines List of the
 * group, and the state of what was begun.
 *
 * https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler/cloudprovider/azure: azure_cache.go, azure_scale_set.go
 */
const AZURE_ACTIONS = {
  inGroup: [
    'Microsoft.Compute/virtualMachineScaleSets/read',
    'Microsoft.Compute/virtualMachines/read',
    'Microsoft.Compute/locations/operations/read',
  ],
  ofScaleSets: [
    'Microsoft.Compute/virtualMachineScaleSets/read',
    'Microsoft.Compute/virtualMachineScaleSets/write',
    'Microsoft.Compute/virtualMachineScaleSets/delete/action',
    'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
    'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/instanceView/read',
  ],
};

function policyOf(
  run: MockedRun,
  kind: string,
  name: string,
  input: string,
): { readonly Statement: readonly object[] } {
  return JSON.parse(String(run.find(kind, name).inputs[input])) as { readonly Statement: readonly object[] };
}

/** Inputs that the SDK does not have. */
function strangeInputs({ resources }: MockedRun): readonly string[] {
  const own = resources.filter(({ type }) => /^(?:aws|azure-native|gcp):/.test(type));
  return own.flatMap(({ type, inputs }) =>
    Object.keys(inputs)
      .filter((input) => inputNames(type)?.has(input) !== true)
      .map((input) => `${type} ${input}`),
  );
}

describe("the cluster-autoscaler of a tenant, under mocks, in the cloud of its tenant's machines", () => {
  test('on AWS is the service account that the engine renders, and changes groups with the tag of its tenant alone', async () => {
    const run = await poolRun(AWS, ofAws, SCALED);
    expect(strangeInputs(run)).toEqual([]);
    expect(run.find('PodIdentityAssociation', 'scaler').inputs).toMatchObject({
      clusterName: 'eu-1',
      namespace: 'tenant-team-a',
      serviceAccount: 'cluster-autoscaler-aws',
    });
    expect(policyOf(run, 'Role', 'scaler', 'assumeRolePolicy').Statement).toMatchObject([
      {
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': 'tenant-team-a',
            'aws:RequestTag/kubernetes-service-account': 'cluster-autoscaler-aws',
          },
        },
      },
    ]);
    const changes = policyOf(run, 'RolePolicy', 'scaler', 'policy').Statement.filter(
      (statement) => !/"\w+:(?:Describe|Get)/.test(JSON.stringify(statement)),
    );
    expect(changes).toMatchObject([
      {
        Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
        Condition: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/acme.eu-1.team-a': 'owned' } },
      },
    ]);
    expect(run.find('Role', 'scaler').inputs['tags']).toMatchObject({ 'colonnade-tenant': 'team-a' });
  });

  test('on Google Cloud is that service account by federation, with a role of groups of instances', async () => {
    const run = await poolRun(GCP, ofGcp, SCALED);
    expect(strangeInputs(run)).toEqual([]);
    const { permissions, roleId } = run.find('IAMCustomRole', 'scaler').inputs as Record<string, unknown>;
    expect(roleId).toMatch(/^colonnade_autoscaler_[0-9a-f]{8}$/);
    expect(permissions).toEqual(GCE_PERMISSIONS);
    expect(run.find('IAMMember', 'scaler').inputs).toMatchObject({
      project: 'acme-prod',
      member:
        'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/tenant-team-a/sa/cluster-autoscaler-gce',
    });
  });

  test('on Azure is that service account by a federated credential, lists the group and scales its scale sets', async () => {
    const run = await poolRun(AZURE, ofAzure, SCALED);
    expect(strangeInputs(run)).toEqual([]);
    expect(run.find('FederatedIdentityCredential', 'scaler').inputs).toMatchObject({
      subject: 'system:serviceaccount:tenant-team-a:cluster-autoscaler-azure',
      issuer: 'https://oidc.example.com',
    });
    const group = '/subscriptions/s-1/resourceGroups/acme';
    expect(run.find('RoleAssignment', 'scaler-list').inputs).toMatchObject({ scope: group, principalId: 'p-1' });
    expect(run.find('RoleAssignment', 'scaler-scale-0').inputs).toMatchObject({
      scope: 'general-id',
      roleDefinitionId: 'scaler-scale-id',
    });
    expect(run.find('RoleDefinition', 'scaler-list').inputs['permissions']).toEqual([
      { actions: AZURE_ACTIONS.inGroup, notActions: [] },
    ]);
    expect(run.find('RoleDefinition', 'scaler-scale').inputs['permissions']).toEqual([
      { actions: AZURE_ACTIONS.ofScaleSets, notActions: [] },
    ]);
  });

  test.each([
    ['AWS', AWS, ofAws],
    ['Google Cloud', GCP, ofGcp],
    ['Azure', AZURE, ofAzure],
  ])('is refused where there is none: %s', async (_cloud, machines, make) => {
    const refusal: unknown = await poolRun(machines, make).catch((error: unknown) => error);
    if (!ColonnadeError.is(refusal)) throw new Error('it was not refused.');
    expect(refusal.findings).toMatchObject([{ code: 'CLN3306', path: 'acme/eu-1/team-a/general' }]);
  });
});
