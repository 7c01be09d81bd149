import { COSTED_EXAMPLES } from '../../../../tools/docs/hosts';
import { host } from '../../../../examples/azure-k0smotron/fleet';
import { ColonnadeError } from '../../../../lib/findings';
import type { AzureProps } from '../../../../lib/hosts/azure';
import { AZURE_CALLS, AZURE_STATES, azureCluster } from '../../../support/pulumi/hosts/azure';
import { UNKNOWN, mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

/** What Azure gets for a cluster, without an engine. */
async function made(props: Partial<AzureProps> = {}, endpoints: readonly string[] = ['team-a']): Promise<MockedRun> {
  return mocked(() => void azureCluster(props, endpoints), { states: AZURE_STATES, calls: AZURE_CALLS });
}

const cluster = (run: MockedRun) => run.find('ManagedCluster', 'eu-1').inputs;

describe('under mocks, a cluster', () => {
  let run: MockedRun;
  beforeAll(async () => {
    run = await made();
  });

  test('is private, without local accounts, with identities of its own, in the resource group of the host', () => {
    expect(run.find('ResourceGroup', 'eu-1').inputs).toMatchObject({ resourceGroupName: 'acme-eu-1' });
    expect(run.find('ManagedCluster', 'eu-1').type).toBe('azure-native:containerservice:ManagedCluster');
    expect(cluster(run)).toMatchObject({
      location: 'westeurope',
      kubernetesVersion: '1.36.3',
      sku: { name: 'Base', tier: 'Standard' },
      identity: { type: 'UserAssigned', userAssignedIdentities: ['eu-1-cluster-id'] },
      identityProfile: { kubeletidentity: { objectId: 'principal-of-kubelet', clientId: 'client-of-kubelet' } },
      disableLocalAccounts: true,
      apiServerAccessProfile: { enablePrivateCluster: true },
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
      tags: { team: 'platform', 'managed-by': 'colonnade', 'management-cluster': 'eu-1' },
    });
  });

  test('has an overlay network whose policies are enforced, and leaves by the NAT gateway', () => {
    expect(cluster(run)['networkProfile']).toMatchObject({
      networkPlugin: 'azure',
      networkPluginMode: 'overlay',
      networkPolicy: 'cilium',
      dnsServiceIP: '10.20.0.10',
      loadBalancerSku: 'standard',
      outboundType: 'userAssignedNATGateway',
    });
    expect(run.find('Subnet', 'eu-1-nodes').inputs).toMatchObject({
      natGateway: { id: 'eu-1-id' },
      defaultOutboundAccess: false,
    });
  });

  test('encrypts disks and Secrets with keys of its own, and waits until it may', () => {
    expect(cluster(run)).toMatchObject({
      diskEncryptionSetID: 'eu-1-id',
      securityProfile: { azureKeyVaultKms: { enabled: true, keyId: 'https://vault.example.org/keys/secrets/1' } },
    });
    expect(run.find('DiskEncryptionSet', 'eu-1').inputs).toMatchObject({
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      activeKey: { keyUrl: 'https://vault.example.org/keys/disks/1' },
    });
    expect(run.find('Vault', 'eu-1').inputs).toMatchObject({
      properties: { enablePurgeProtection: true, enableRbacAuthorization: true, tenantId: 'tenant-1' },
    });
    expect(run.find('ManagedCluster', 'eu-1').dependencies).toEqual(
      expect.arrayContaining(['eu-1-network', 'eu-1-kubelet', 'eu-1-disk-key', 'eu-1-secrets-key']),
    );
  });

  test('each identity has the roles that it needs, on what it needs them for', () => {
    const grants = run.resources.filter(({ type }) => type === 'azure-native:authorization:RoleAssignment');
    const said = grants.map(({ name, inputs }) => [
      name,
      `${String(inputs['principalId'])} on ${String(inputs['scope'])}`,
    ]);
    expect(Object.fromEntries(said)).toEqual({
      'eu-1-network': 'principal-of-cluster on eu-1-id',
      'eu-1-kubelet': 'principal-of-cluster on eu-1-kubelet-id',
      'eu-1-disk-key': 'principal-of-encryption on eu-1-id',
      'eu-1-disk-encryption-set': 'principal-of-cluster on eu-1-id',
      'eu-1-secrets-key': 'principal-of-cluster on eu-1-id',
      'eu-1-backups': 'principal-of-backups on eu-1-backups-id',
    });
    expect(run.find('RoleAssignment', 'eu-1-backups').inputs['roleDefinitionId']).toBe(
      '/subscriptions/subscription-1/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    );
  });

  test.each([
    ['control-plane', 'controlplane', 'Standard_D4s_v5', 9],
    ['etcd', 'etcd', 'Standard_D2s_v5', 3],
  ])('pool %s is private, encrypted on the machine, in every zone, and keeps others off', (role, name, vmSize, max) => {
    const pool = run.find('AgentPool', `eu-1-${role}`);
    expect(pool.parent).toBe('eu-1');
    expect(pool.ignoreChanges).toEqual(['count']);
    expect(pool.inputs).toMatchObject({
      agentPoolName: name,
      resourceName: 'eu-1-a1b2',
      vmSize,
      mode: 'User',
      availabilityZones: ['1', '2', '3'],
      enableNodePublicIP: false,
      enableEncryptionAtHost: true,
      enableAutoScaling: true,
      minCount: 3,
      maxCount: max,
      nodeLabels: { 'colonnade.dev/role': role },
      nodeTaints: [`colonnade.dev/role=${role}:NoSchedule`],
    });
  });

  test('begins with the general pool, on which AKS runs what it brings', () => {
    expect(cluster(run)['agentPoolProfiles']).toMatchObject([
      { name: 'general', mode: 'System', nodeTaints: [], enableEncryptionAtHost: true, enableNodePublicIP: false },
    ]);
    expect(run.resources.filter(({ type }) => type.endsWith(':AgentPool'))).toHaveLength(2);
  });

  test('logs what its control plane does, and is upgraded on Saturdays', () => {
    const { logs, workspaceId } = run.find('DiagnosticSetting', 'eu-1').inputs;
    expect(workspaceId).toBe('eu-1-id');
    expect(logs).toContainEqual({ category: 'kube-audit-admin', enabled: true });
    for (const name of ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule']) {
      expect(run.find('MaintenanceConfiguration', name).inputs).toMatchObject({
        configName: name,
        maintenanceWindow: { startTime: '02:00', schedule: { weekly: { dayOfWeek: 'Saturday' } } },
      });
    }
  });

  test('backups are in an account without keys that its nodes alone reach, and its service accounts alone write', () => {
    const account = run.resources.find(({ type }) => type === 'azure-native:storage:StorageAccount');
    expect(account?.name).toBe('eu1');
    expect(account?.inputs).toMatchObject({
      allowSharedKeyAccess: false,
      allowBlobPublicAccess: false,
      minimumTlsVersion: 'TLS1_2',
      networkRuleSet: { defaultAction: 'Deny', virtualNetworkRules: [{ virtualNetworkResourceId: 'eu-1-nodes-id' }] },
    });
    expect(run.find('FederatedIdentityCredential', 'backups-daily').inputs).toMatchObject({
      issuer: 'https://issuer.example.org/eu-1/',
      subject: 'system:serviceaccount:backups:daily',
      audiences: ['api://AzureADTokenExchange'],
    });
    expect(run.find('FederatedIdentityCredential', 'backups-hourly').dependencies).toContain(
      'eu-1-backups-backups-daily',
    );
  });

  test('an endpoint has a reserved address, in all zones', () => {
    expect(run.find('PublicIPAddress', 'eu-1-team-a').inputs).toMatchObject({
      publicIPAllocationMethod: 'Static',
      sku: { name: 'Standard' },
      zones: ['1', '2', '3'],
      tags: { endpoint: 'team-a' },
    });
  });

  test('the kubeconfig is a secret and holds a command instead of a token', () => {
    const provider = run.find('kubernetes', 'eu-1');
    const kubeconfig = provider.inputs['kubeconfig'] as { readonly value: string };
    expect(Object.keys(kubeconfig)).toHaveLength(2);
    expect(JSON.parse(kubeconfig.value)).toMatchObject({
      clusters: [
        {
          cluster: {
            server: 'https://eu-1.hcp.westeurope.azmk8s.io:443',
            'certificate-authority-data': 'Y2E=',
          },
        },
      ],
      users: [{ user: { exec: { command: 'kubelogin', args: expect.arrayContaining(['azurecli']) as unknown } } }],
    });
    expect(provider.dependencies).toEqual(expect.arrayContaining(['eu-1-control-plane', 'eu-1-etcd']));
  });
});

test('under mocks, clients of authorized ranges reach the API server, and nobody else', async () => {
  const run = await made({ authorizedRanges: ['198.51.100.0/24'] });
  expect(cluster(run)['apiServerAccessProfile']).toEqual({
    enablePrivateCluster: false,
    authorizedIPRanges: ['198.51.100.0/24'],
    disableRunCommand: true,
  });
});

test('under mocks, endpoints of internal balancers are refused, because Azure reserves no private addresses', async () => {
  const refusal = await made({ balancers: 'internal' }).catch((error: unknown) => error);
  expect(ColonnadeError.is(refusal) && refusal.code).toBe('CLN3230');
  const run = await made({ balancers: 'internal' }, []);
  expect(run.find('Subnet', 'eu-1-balancers').inputs).toMatchObject({
    subnetName: 'balancers',
    addressPrefix: '10.10.16.0/24',
  });
});

describe('under mocks, examples/azure-k0smotron', () => {
  const states = { 'us-1-team-a': { ipAddress: '203.0.113.10' } };
  const program = () => {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
      require('../../../../examples/azure-k0smotron/index');
    });
  };

  test('puts the tenant behind the address that it reserves, in the cluster that it makes', async () => {
    const run = await mocked(program, { states, calls: AZURE_CALLS });
    const tenant = run.resources.find(({ type }) => type === 'kubernetes:k0smotron.io/v1beta2:Cluster');
    // k0smotron takes annotations of the Service as a patch.
    const written = JSON.stringify(tenant?.inputs);
    expect(written).toContain('service.beta.kubernetes.io/azure-load-balancer-resource-group');
    expect(written).toContain('acme-us-1');
    expect(written).toContain('203.0.113.10');
    expect(run.find('StorageClass', 'colonnade-etcd').inputs).toMatchObject({
      parameters: { skuName: 'PremiumV2_LRS' },
    });
  });

  test('shows in a preview that the address is not known yet', async () => {
    const run = await mocked(program, { preview: true, calls: AZURE_CALLS });
    const tenant = run.resources.find(({ type }) => type === 'kubernetes:k0smotron.io/v1beta2:Cluster');
    expect(JSON.stringify(tenant?.inputs)).toContain(UNKNOWN);
  });

  test('is made in the place whose costs its README says, after the operators that the engine needs', async () => {
    expect(COSTED_EXAMPLES['azure-k0smotron']?.host.facts).toEqual(host.facts);
    const run = await mocked(program, { states, calls: AZURE_CALLS });
    const releases = run.resources
      .filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release')
      .map(({ name }) => name);
    expect(releases).toContain('us-1-cert-manager');
    expect(run.find('kubernetes', 'us-1-fleet').dependencies).toEqual(expect.arrayContaining(releases));
  });
});
