import { readFileSync } from 'node:fs';
import { ColonnadeError } from '../../../lib/findings';
import { gcp } from '../../../lib/hosts/gcp';
import { managementClusterAt } from '../../support/hosts/management-cluster';

const props = { project: 'acme-prod', region: 'europe-west3' } as const;

describe('zones', () => {
  test.each([
    ['europe-west3', ['europe-west3-a', 'europe-west3-b', 'europe-west3-c']],
    ['us-east1', ['us-east1-b', 'us-east1-c', 'us-east1-d']],
    ['europe-west1', ['europe-west1-b', 'europe-west1-c', 'europe-west1-d']],
  ])('of %s are its first three', (region, zones) => {
    expect(gcp({ ...props, region }).facts.zones).toEqual(zones);
  });
});

describe('the class of etcd', () => {
  const classOf = (host: ReturnType<typeof gcp>) => host.renderCluster?.(managementClusterAt(host))[0];

  test('is of SSDs that are encrypted with the key of the host, and stays when its claim goes', () => {
    expect(classOf(gcp(props))).toMatchObject({
      kind: 'StorageClass',
      provisioner: 'pd.csi.storage.gke.io',
      parameters: {
        type: 'pd-ssd',
        'disk-encryption-kms-key': 'projects/acme-prod/locations/europe-west3/keyRings/colonnade/cryptoKeys/disks',
      },
      reclaimPolicy: 'Retain',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  });

  test.each(['n4-standard-2', 'c4-standard-4', 'c4a-standard-4'])(
    'is of Hyperdisks where %s takes no other',
    (type) => {
      const host = gcp({ ...props, pools: { etcd: { machineType: type } } });
      expect(classOf(host)).toMatchObject({ parameters: { type: 'hyperdisk-balanced' } });
      expect(host.facts.profile?.quotas).toEqual([]);
    },
  );
});

describe('node pools', () => {
  test('are three in Standard, and etcd has one of its own', () => {
    const host = gcp(props);
    expect(host.settings.nodePools.map(({ role, machineType }) => [role, machineType])).toEqual([
      ['general', 'n2-standard-2'],
      ['control-plane', 'n2-standard-4'],
      ['etcd', 'n2-standard-2'],
    ]);
    expect(host.facts.placement.etcd).toEqual({
      nodeSelector: { 'colonnade.dev/role': 'etcd' },
      tolerations: [{ key: 'colonnade.dev/role', operator: 'Equal', value: 'etcd', effect: 'NoSchedule' }],
    });
  });

  test('are none of ours in Autopilot, where pods choose a class of machines that do not share processors', () => {
    const host = gcp({ ...props, mode: 'autopilot' });
    expect(host.settings.nodePools).toEqual([]);
    expect(host.facts.placement.etcd).toEqual({
      nodeSelector: { 'cloud.google.com/compute-class': 'Balanced' },
      tolerations: [],
    });
    expect(host.facts.profile?.nodePools.find(({ role }) => role === 'etcd')).toMatchObject({ burstable: false });
  });

  test.each([
    ['e2-medium', true, null, null],
    ['e2-standard-2', false, 2, 8],
    ['n2-highmem-4', false, 4, 32],
    ['c3-highcpu-4', false, 4, null],
    ['n4-standard-8', false, 8, 32],
  ])('%s: burstable %s, %s processors, %s GiB', (machineType, burstable, cpu, memory) => {
    const [pool] = gcp({ ...props, pools: { general: { machineType } } }).settings.nodePools;
    expect(pool).toMatchObject({ burstable, cpu, memoryBytes: memory === null ? null : memory * 1024 ** 3 });
  });
});

test('balancers are of the kind that was asked for', () => {
  expect(gcp(props).facts.balancer.annotations).toEqual({ 'cloud.google.com/l4-rbs': 'enabled' });
  expect(gcp({ ...props, balancers: 'internal' }).facts.balancer.annotations).toEqual({
    'networking.gke.io/load-balancer-type': 'Internal',
  });
});

test('prices of machines are listed where they were found, and elsewhere unknown', () => {
  const pricesIn = (region: string) => gcp({ ...props, region }).facts.profile?.prices.map(({ sku }) => sku);
  expect(pricesIn('us-central1')).toContain('n2-standard-4');
  expect(pricesIn('europe-west3')).toEqual(['gke-cluster']);
});

test('its page lists the prices that it counts with', () => {
  const page = readFileSync('docs/hosts/gcp.md', 'utf8');
  const listed = gcp({ ...props, region: 'us-central1' }).facts.profile?.prices ?? [];
  expect(listed.length).toBeGreaterThan(1);
  for (const { sku, usd, region, asOf } of listed) {
    expect(page).toContain(`| \`${sku}\` | ${region ?? 'everywhere'} | ${usd} an hour |`);
    expect(page).toContain(asOf);
  }
});

describe('what cannot be is refused', () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['a region that is a zone', { region: 'europe-west3-a' }, ['CLN3250 region']],
    ['a zone of another region', { zones: ['europe-west4-a'] }, ['CLN3220 zones']],
    ['no project', { project: undefined }, ['CLN3250 project']],
    ['a misspelt property', { zone: 'a' }, ['CLN0002 zone']],
    ['a range that is none', { network: { pods: '10.4.0.0' } }, ['CLN3250 network']],
    ['node pools with Autopilot', { mode: 'autopilot', pools: { etcd: {} } }, ['CLN0002 pools']],
    ['labels with capitals', { labels: { Team: 'a' } }, ['CLN3250 labels']],
    ['two members of etcd', { pools: { etcd: { min: 2 } } }, ['CLN3251 pools.etcd']],
    ['all at once', { region: 'Frankfurt', keyRing: 'a b' }, ['CLN3250 keyRing', 'CLN3250 region']],
  ])('%s', (_what, wrong, expected) => {
    const found: string[] = [];
    try {
      gcp({ ...props, ...wrong });
    } catch (error) {
      if (ColonnadeError.is(error)) found.push(...error.findings.map(({ code, property }) => `${code} ${property}`));
    }
    expect([...new Set(found)].sort()).toEqual(expect.arrayContaining([...expected]));
  });
});
