import { gunzipSync } from 'node:zlib';
import { ColonnadeError } from 'colonnade';
import { Machines } from 'colonnade/workers';
import { AzureWorkerGroup } from '../../../../lib/pulumi/azure/workers';
import type { AzureWorkerGroupArgs } from '../../../../lib/pulumi/azure/workers';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolRun } from '../../../support/pulumi/pool-fleet';
import type { PoolProps } from '../../../support/pulumi/pool-fleet';

const VAULT = '/subscriptions/s/resourceGroups/acme/providers/Microsoft.KeyVault/vaults/acme';
const D4 = { vault: 'https://acme.vault.azure.net', vmSize: 'Standard_D4s_v5', zones: ['1', '2', '3'] } as const;
const PLACE: Omit<AzureWorkerGroupArgs, 'pool'> = {
  resourceGroupName: 'acme',
  subscriptionId: 's',
  subnetId: 'subnet',
  vaultId: VAULT,
  sshPublicKey: 'ssh-ed25519 AAAA',
  writer: { name: 'join', resourceGroupName: 'acme', principalId: 'p-writer', issuer: 'https://oidc.example.com' },
};

function groupOf(machines = Machines.azureScaleSet(D4), props: PoolProps = {}, place = PLACE): Promise<MockedRun> {
  return poolRun(machines, (pool) => new AzureWorkerGroup('workers', { pool, ...place }), {
    props,
    states: { workers: { principalId: 'p-machines' } },
  });
}

describe('workers of Azure, under mocks', () => {
  let run: MockedRun;

  beforeAll(async () => {
    run = await groupOf();
  });

  test('are resources of the native provider', () => {
    const types = run.resources.filter(({ type }) => type.startsWith('azure-native:')).map(({ type }) => type);
    expect(types.sort()).toEqual([
      'azure-native:authorization:RoleAssignment',
      'azure-native:authorization:RoleAssignment',
      'azure-native:compute:VirtualMachineScaleSet',
      'azure-native:managedidentity:FederatedIdentityCredential',
      'azure-native:managedidentity:UserAssignedIdentity',
      'azure-native:network:NetworkSecurityGroup',
    ]);
  });

  test('read the document of the pool, have no public address, and are encrypted on their host', () => {
    const { inputs } = run.find('VirtualMachineScaleSet', 'workers');
    expect(inputs).toMatchObject({
      sku: { name: 'Standard_D4s_v5', capacity: 3 },
      zones: ['1', '2', '3'],
      identity: { type: 'UserAssigned' },
      tags: { 'colonnade-tenant': 'team-a', 'colonnade-pool': 'general' },
      virtualMachineProfile: {
        securityProfile: { encryptionAtHost: true, securityType: 'TrustedLaunch' },
        storageProfile: {
          imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
          osDisk: { diskSizeGB: 64, managedDisk: { storageAccountType: 'Premium_LRS' } },
        },
        osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } },
      },
    });
    expect(JSON.stringify(inputs)).not.toContain('publicIPAddressConfiguration');
    const { osProfile } = inputs['virtualMachineProfile'] as { osProfile: { customData: string } };
    const bytes = Buffer.from(osProfile.customData, 'base64');
    const document = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
    expect(document).toMatch(/^#cloud-config\n/);
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
  });

  test('read one secret of the vault, which one service account of Kubernetes may write', () => {
    const scope = expect.stringMatching(
      new RegExp(`^${VAULT}/secrets/colonnade-team-a-general-[0-9a-f]{8}$`),
    ) as unknown;
    expect(run.find('RoleAssignment', 'workers-machine').inputs).toMatchObject({
      scope,
      principalId: 'p-machines',
      roleDefinitionId: expect.stringMatching(/4633458b-17de-408a-874b-0445c86b69e6$/) as unknown,
    });
    expect(run.find('RoleAssignment', 'workers-writer').inputs).toMatchObject({
      scope,
      principalId: 'p-writer',
      roleDefinitionId: expect.stringMatching(/b86a8fe4-44ce-4948-aee5-eccb2c155cd7$/) as unknown,
    });
    expect(run.find('FederatedIdentityCredential', 'workers-writer').inputs).toMatchObject({
      issuer: 'https://oidc.example.com',
      subject: 'system:serviceaccount:tenant-team-a:join-general',
      audiences: ['api://AzureADTokenExchange'],
    });
  });

  test('are found by cluster-autoscaler, which has their number, and are on spare capacity when the pool says so', async () => {
    const machines = Machines.azureScaleSet({ ...D4, capacity: { cpu: '4', memory: '16Gi' }, spot: {} });
    const scaled = await groupOf(machines, { size: { min: 1, max: 9 }, autoscaling: { kind: 'cluster-autoscaler' } });
    const group = scaled.find('VirtualMachineScaleSet', 'workers');
    expect(group.ignoreChanges).toEqual(['sku.capacity']);
    expect(group.inputs).toMatchObject({
      tags: { 'cluster-autoscaler-enabled': 'true', 'cluster-autoscaler-name': 'acme.eu-1.team-a', min: '1', max: '9' },
      virtualMachineProfile: { priority: 'Spot', evictionPolicy: 'Delete', billingProfile: { maxPrice: -1 } },
    });
  });

  test.each([
    ['CLN3300', Machines.hetzner(), PLACE],
    ['CLN3301', Machines.azureScaleSet({ ...D4, operatingSystem: 'flatcar' }), PLACE],
    ['CLN3302', Machines.azureScaleSet(D4), { ...PLACE, writer: undefined }],
    ['CLN3304', Machines.azureScaleSet({ vault: D4.vault }), PLACE],
    ['CLN3305', Machines.azureScaleSet({ ...D4, spot: { percent: 50 } }), PLACE],
  ] as const)('are refused with %s', async (code, machines, { writer, ...place }) => {
    const error: unknown = await groupOf(machines, {}, { ...place, ...(writer && { writer }) }).catch(
      (caught: unknown) => caught,
    );
    expect(ColonnadeError.is(error) ? error.code : error).toBe(code);
  });
});
