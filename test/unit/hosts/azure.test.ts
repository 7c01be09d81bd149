import { readFileSync } from 'node:fs';
import { ColonnadeError } from '../../../lib/findings';
import { azure } from '../../../lib/hosts/azure';
import { managementClusterAt } from '../../support/hosts/management-cluster';

const props = { resourceGroup: 'acme-eu-1', region: 'westeurope' } as const;

test('zones are as AKS writes them on nodes', () => {
  expect(azure({ ...props, zones: ['1', '3'] }).facts.zones).toEqual(['westeurope-1', 'westeurope-3']);
});

test('the class of etcd is of Premium SSD v2, not cached, and stays when its claim goes', () => {
  const host = azure(props);
  expect(host.renderCluster?.(managementClusterAt(host))[0]).toMatchObject({
    kind: 'StorageClass',
    metadata: { name: host.facts.storageClass },
    provisioner: 'disk.csi.azure.com',
    parameters: { skuName: 'PremiumV2_LRS', cachingMode: 'None', DiskIOPSReadWrite: '3000' },
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
});

describe('Services of tenants', () => {
  const prefix = 'service.beta.kubernetes.io/azure-load-balancer-';

  test('say in which resource group their reserved addresses are', () => {
    expect(azure(props).facts.balancer.annotations).toEqual({
      [`${prefix}tcp-idle-timeout`]: '30',
      [`${prefix}resource-group`]: 'acme-eu-1',
    });
  });

  test('are in the subnet of the balancers where they are internal', () => {
    expect(azure({ ...props, balancers: 'internal' }).facts.balancer.annotations).toEqual({
      [`${prefix}tcp-idle-timeout`]: '30',
      [`${prefix}internal`]: 'true',
      [`${prefix}internal-subnet`]: 'balancers',
    });
  });
});

test.each([
  ['Standard_B4ms', true, null, null],
  ['Standard_D4s_v5', false, 4, 16],
  ['Standard_D4ls_v5', false, 4, null],
  ['Standard_E4ds_v5', false, 4, 32],
  ['Standard_E4-2s_v5', false, null, null],
])('%s: burstable %s, %s processors, %s GiB', (machineType, burstable, cpu, memory) => {
  const [pool] = azure({ ...props, pools: { general: { machineType } } }).settings.nodePools;
  expect(pool).toMatchObject({ burstable, cpu, memoryBytes: memory === null ? null : memory * 1024 ** 3 });
});

test('a node takes as many volumes as its size has places for disks', () => {
  const volumes = (machineType: string) =>
    azure({ ...props, pools: { etcd: { machineType } } }).facts.profile?.quotas.find(
      ({ kind }) => kind === 'volumes-per-node',
    )?.limit;
  expect(volumes('Standard_D2s_v5')).toBe(4);
  expect(volumes('Standard_D8s_v5')).toBe(16);
  expect(volumes('Standard_E8s_v5')).toBeUndefined();
});

test('prices of machines are listed where they were found, and elsewhere unknown', () => {
  const pricesIn = (region: string) => azure({ ...props, region }).facts.profile?.prices.map(({ sku }) => sku);
  expect(pricesIn('eastus')).toContain('Standard_D4s_v5');
  expect(pricesIn('westeurope')).toEqual(['aks-standard']);
});

test('its page lists the prices that it counts with', () => {
  const page = readFileSync('docs/hosts/azure.md', 'utf8');
  const listed = azure({ ...props, region: 'eastus' }).facts.profile?.prices ?? [];
  expect(listed.length).toBeGreaterThan(1);
  for (const { sku, usd, region, asOf } of listed) {
    expect(page).toContain(`| \`${sku}\` | ${region ?? 'everywhere'} | ${usd} an hour |`);
    expect(page).toContain(asOf);
  }
});

describe('what cannot be is refused', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a region with capitals', { region: 'West Europe' }, 'CLN3250 region'],
    ['no resource group', { resourceGroup: undefined }, 'CLN3250 resourceGroup'],
    ['a zone that is none', { zones: ['westeurope-1'] }, 'CLN3250 zones'],
    ['a misspelt property', { zone: '1' }, 'CLN0002 zone'],
    [
      'etcd on machines without premium disks',
      { pools: { etcd: { machineType: 'Standard_D2_v5' } } },
      'CLN3231 pools.etcd.machineType',
    ],
    ['a range that is none', { authorizedRanges: ['everybody'] }, 'CLN3250 authorizedRanges'],
    ['administrators by name', { administrators: ['platform-team'] }, 'CLN3250 administrators'],
  ])('%s', (_what, wrong, expected) => {
    const found: string[] = [];
    try {
      azure({ ...props, ...wrong });
    } catch (error) {
      if (ColonnadeError.is(error)) found.push(...error.findings.map(({ code, property }) => `${code} ${property}`));
    }
    expect(found).toContain(expected);
  });
});
