import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { ColonnadeError, Endpoint, EtcdStore, Fleet, ManagementCluster, TenantControlPlane } from 'colonnade';
import { native } from 'colonnade/engines/native';
import type { Host } from 'colonnade/hosts';
import { bareMetal } from 'colonnade/hosts/bare-metal';
import { digitalOcean } from 'colonnade/hosts/digitalocean';
import { edge } from 'colonnade/hosts/edge';
import { hetzner } from 'colonnade/hosts/hetzner';
import { ibm } from 'colonnade/hosts/ibm';
import { kubevirt, kubevirtMachines, virtualMachine } from 'colonnade/hosts/kubevirt';
import { bareMetalHosts } from 'colonnade/hosts/metal3';
import { openstack } from 'colonnade/hosts/openstack';
import { vsphere } from 'colonnade/hosts/vsphere';
import { VSPHERE_SITE } from '../../support/hosts/vsphere-site';
import { IBM_KEY } from '../../support/hosts/ibm-key';
import { MACHINES, PLACES, SPARE } from '../../support/hosts/places';

const NAMES = Object.keys(PLACES) as (keyof typeof PLACES)[];

/** A fleet on a host, with the endpoint that its balancers can have. */
function fleetOn(host: Host) {
  const fleet = new Fleet(new App(), 'acme');
  const eu = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host, engine: native() });
  const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });
  const endpoint =
    host.facts.loadBalancer === 'static-ip'
      ? Endpoint.loadBalancer({ address: '192.0.2.100' })
      : Endpoint.loadBalancer({ hostname: 'team-a.example.org' });
  new TenantControlPlane(eu, 'team-a', { version: '1.35.4', store, endpoint });
  return { eu, fleet };
}

describe.each(NAMES)('%s', (name) => {
  const { facts } = PLACES[name];

  test('has a class for etcd that is fit for it, encrypted, and that its objects make', () => {
    const [etcd] = facts.profile?.storageClasses ?? [];
    expect(etcd).toMatchObject({ name: facts.storageClass, fitForEtcd: true, encrypted: true });
    const { eu } = fleetOn(PLACES[name]);
    const objects = eu.charts.flatMap((chart) => chart.renderObjects());
    const made = objects.filter(({ kind }) => kind === 'StorageClass');
    expect(made).toMatchObject([
      { metadata: { name: facts.storageClass }, provisioner: etcd?.provisioner, reclaimPolicy: 'Retain' },
    ]);
  });

  test('sends control planes and etcd to nodes of their own, which share no processors and have no public address', () => {
    const pools = facts.profile?.nodePools ?? [];
    expect(pools.map(({ role }) => role)).toEqual(['general', 'control-plane', 'etcd']);
    expect(pools.filter((pool) => pool.burstable || !pool.private)).toEqual([]);
    for (const [placement, role] of [
      [facts.placement.controlPlane, 'control-plane'],
      [facts.placement.etcd, 'etcd'],
    ] as const) {
      expect(placement).toEqual({
        nodeSelector: { 'colonnade.dev/role': role },
        tolerations: [{ key: 'colonnade.dev/role', operator: 'Equal', value: role, effect: 'NoSchedule' }],
      });
    }
  });

  test('is plain data that a fleet accepts without an error', () => {
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    const { findings } = fleetOn(PLACES[name]).fleet.validateFleet();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('what a program says of balancers decides which endpoints there are', () => {
  expect(digitalOcean({ region: 'fra1' }).facts.loadBalancer).toBe('dynamic-ip');
  expect(hetzner().facts.loadBalancer).toBe('dynamic-ip');
  expect(ibm({ region: 'eu-de', balancer: 'alb' }).facts).toMatchObject({
    loadBalancer: 'hostname',
    balancer: { annotations: { 'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': 'public' } },
  });
  expect(ibm({ region: 'eu-de' }).facts.balancer.annotations).toHaveProperty(
    ['service.kubernetes.io/ibm-load-balancer-cloud-provider-enable-features'],
    'nlb',
  );
  expect(edge({ machines: MACHINES, board: { disk: 'nvme' } }).facts.loadBalancer).toBe('none');
});

test('a root key at IBM Cloud is that of etcd’s volumes too', () => {
  const { crn } = IBM_KEY;
  const { eu } = fleetOn(ibm({ region: 'eu-de', encryptionKey: crn }));
  const [made] = eu.charts.flatMap((chart) => chart.renderObjects()).filter(({ kind }) => kind === 'StorageClass');
  expect(made).toMatchObject({ parameters: { encrypted: 'true', encryptionKey: crn } });
  expect(ibm({ region: 'eu-de', backups: false }).facts.profile?.backup).toBeNull();
});

test('machines with shared processors are known by their names', () => {
  const etcdOf = (host: Host) => host.facts.profile?.nodePools.find(({ role }) => role === 'etcd');
  expect(etcdOf(digitalOcean({ region: 'fra1', pools: { etcd: { machineType: 's-4vcpu-8gb' } } }))).toMatchObject({
    burstable: true,
    cpu: 4,
    memoryBytes: 8 * 1024 ** 3,
  });
  expect(etcdOf(digitalOcean({ region: 'fra1', pools: { etcd: { machineType: 'c-4' } } }))).toMatchObject({
    burstable: false,
    cpu: 4,
    memoryBytes: 8 * 1024 ** 3,
  });
  expect(etcdOf(hetzner({ pools: { etcd: { machineType: 'cax21' } } }))).toMatchObject({ burstable: true, cpu: null });
  expect(etcdOf(ibm({ region: 'eu-de', pools: { etcd: { machineType: 'mx2.8x64' } } }))).toMatchObject({ cpu: 8 });
});

describe('list prices', () => {
  test('at DigitalOcean cover what a management cluster there is made of', () => {
    const { facts } = digitalOcean({ region: 'fra1' });
    const skus = facts.profile?.prices.map(({ sku }) => sku) ?? [];
    const machines = (facts.profile?.nodePools ?? []).map(({ machineType }) => machineType);
    expect(skus).toEqual(expect.arrayContaining(machines));
    expect(skus).toEqual(expect.arrayContaining(['volume', 'network-load-balancer', 'nat-gateway', 'spaces']));
  });

  test('at DigitalOcean are on its page, each with its source and the day that it is as of', () => {
    const page = readFileSync('docs/hosts/digitalocean.md', 'utf8');
    for (const { sku, usd, unit, source, asOf } of digitalOcean({ region: 'fra1' }).facts.profile?.prices ?? []) {
      const per = unit === 'GB-month' ? 'a GiB and month' : 'a month';
      expect(page).toContain(`| \`${sku}\` | ${usd} ${per}`);
      expect(page).toContain(`[${asOf}](${source})`);
    }
  });

  test.each([
    ['Hetzner', 'hetzner.md', hetzner()],
    ['IBM Cloud', 'ibm.md', ibm({ region: 'eu-de' })],
  ])(
    'of %s are not in the data: its page names each thing to count, down to types of machines',
    (_, page, { facts }) => {
      expect(facts.profile?.prices).toEqual([]);
      const cost = readFileSync(`docs/hosts/${page}`, 'utf8').split(/^## .*[Cc]ost$/m)[1] ?? '';
      for (const { machineType } of facts.profile?.nodePools ?? []) expect(cost).toContain(`\`${machineType}\``);
    },
  );
});

test('MetalLB has a pool of addresses that only Services get which ask for one', () => {
  const host = bareMetal({
    machines: MACHINES,
    apiServerAddress: '192.0.2.10',
    storage: { disks: 'ssd' },
    balancer: { kind: 'metallb', addresses: ['192.0.2.100-192.0.2.120'], announce: 'bgp' },
  });
  const objects = fleetOn(host).eu.charts.flatMap((chart) => chart.renderObjects());
  expect(objects).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'IPAddressPool',
        spec: { addresses: ['192.0.2.100-192.0.2.120'], autoAssign: false },
      }),
      expect.objectContaining({ kind: 'BGPAdvertisement', spec: { ipAddressPools: ['colonnade-endpoints'] } }),
    ]),
  );
});

describe('what cannot be is refused, all at once', () => {
  test.each<[string, () => unknown, readonly (readonly [code: string, property: string])[]]>([
    [
      'a region, a range and a group of etcd with a majority of one',
      () => digitalOcean({ region: 'Frankfurt', vpcCidr: '10.0.0.0', pools: { etcd: { min: 1 } } }),
      [
        ['CLN3250', 'region'],
        ['CLN3250', 'vpcCidr'],
        ['CLN3251', 'pools.etcd'],
      ],
    ],
    [
      'a group that shrinks to more than it grows to',
      () => hetzner({ pools: { general: { min: 3, max: 2 } } }),
      [['CLN3251', 'pools.general']],
    ],
    [
      'a bucket that nobody can have, by an endpoint without TLS',
      () =>
        hetzner({
          backups: {
            bucket: 'Acme Backups',
            // @ts-expect-error -- as a program in JavaScript may do
            endpoint: 'http://fsn1.your-objectstorage.com',
            secret: { namespace: 'colonnade-backups', name: 's3' },
          },
        }),
      [
        ['CLN3250', 'backups.bucket'],
        ['CLN3250', 'backups.endpoint'],
      ],
    ],
    [
      'an even number of controllers',
      () => kubevirt({ infraStorageClass: 'ceph-block', controllers: 2 }),
      [['CLN3251', 'controllers']],
    ],
    [
      'locations without a common private network',
      () => hetzner({ locations: ['fsn1', 'ash'] }),
      [['CLN3250', 'locations']],
    ],
    [
      'a misspelt property',
      () => openstack({ externalNetwork: 'public', volumeType: 'ssd', ...{ zones: ['a'] } }),
      [['CLN0002', 'zones']],
    ],
    [
      'a key that is none, and backups that are not kept',
      () =>
        ibm({
          region: 'eu-de',
          encryptionKey: '47a985d1-5f5e-4477-93fc-12ce9bae343f',
          backupRetentionDays: 0,
          logRetentionDays: 4000,
        }),
      [
        ['CLN3250', 'backupRetentionDays'],
        ['CLN3250', 'encryptionKey'],
        ['CLN3250', 'logRetentionDays'],
      ],
    ],
    [
      'a misspelt group',
      () => ibm({ region: 'eu-de', pools: { general: {}, ...{ etc: {} } } }),
      [['CLN0002', 'pools.etc']],
    ],
    [
      'a size that nobody described',
      () => vsphere({ ...VSPHERE_SITE, pools: { etcd: { machineType: 'huge' } } }),
      [['CLN3250', 'pools.etcd.machineType']],
    ],
    [
      'a name that no StorageClass has',
      () => kubevirt({ infraStorageClass: 'Ceph Block' }),
      [['CLN3250', 'infraStorageClass']],
    ],
    [
      'two controllers, and two machines with one address',
      () =>
        bareMetal({
          machines: [
            { name: 'c-1', address: '192.0.2.11', role: 'controller' },
            { name: 'c-2', address: '192.0.2.11', role: 'controller' },
          ],
          apiServerAddress: 'here',
          storage: { disks: 'nvme' },
        }),
      [
        ['CLN3250', 'apiServerAddress'],
        ['CLN3252', 'machines'],
        ['CLN3252', 'machines[1]'],
      ],
    ],
    ['etcd on an SD card', () => edge({ machines: MACHINES, board: { disk: 'sd-card' } }), [['CLN3253', 'board.disk']]],
    [
      'an address that no management controller has, and one that no network card has',
      () => bareMetalHosts([{ ...SPARE, bmcAddress: '192.0.2.51', bootMacAddress: 'eth0' }]),
      [
        ['CLN3250', '[0].bmcAddress'],
        ['CLN3250', '[0].bootMacAddress'],
      ],
    ],
  ])('%s', (_what, make, expected) => {
    let refusal: unknown;
    try {
      make();
    } catch (error) {
      refusal = error;
    }
    if (!ColonnadeError.is(refusal)) throw new Error('it was not refused.');
    expect(refusal.findings.map(({ code, property }) => [code, property])).toEqual(expected);
  });

  test('an SD card is fine where no etcd is kept on it', () => {
    const host = edge({ machines: MACHINES, board: { disk: 'sd-card' }, etcd: false });
    expect(host.facts.profile?.storageClasses).toMatchObject([{ fitForEtcd: false }]);
  });
});

test('machines of KubeVirt name the Secret of their document and hold none of it', () => {
  const machine = virtualMachine({
    name: 'w-1',
    namespace: 'tenants',
    image: 'quay.io/containerdisks/ubuntu:24.04',
    storageClass: 'ceph-block',
    userDataSecret: 'w-1-user-data',
    group: 'general',
  });
  expect(machine).toMatchObject({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    spec: {
      template: {
        spec: {
          evictionStrategy: 'LiveMigrate',
          domain: { cpu: { cores: 4, dedicatedCpuPlacement: true } },
          volumes: [
            { name: 'root', dataVolume: { name: 'w-1-root' } },
            { name: 'user-data', cloudInitNoCloud: { secretRef: { name: 'w-1-user-data' } } },
          ],
        },
      },
    },
  });
});

test('machines of a management cluster in KubeVirt are of the size of their group, behind a Service of the API server', () => {
  const host = kubevirt({
    infraStorageClass: 'ceph-block',
    sizes: { medium: { cpu: 4, memoryGiB: 16 }, large: { cpu: 8, memoryGiB: 32 } },
    pools: { etcd: { machineType: 'large' } },
    controllers: 1,
  });
  const objects = kubevirtMachines(host.settings, 'eu-1');
  const named = (name: string) => objects.find(({ metadata }) => metadata.name === name);
  expect(named('eu-1-etcd-1')).toMatchObject({
    metadata: { namespace: 'colonnade', labels: { 'colonnade.dev/machine-group': 'eu-1-etcd' } },
    spec: { template: { spec: { domain: { cpu: { cores: 8 }, memory: { guest: '32Gi' } } } } },
  });
  expect(named('eu-1-controller-2')).toBeUndefined();
  expect(named('eu-1-api')).toMatchObject({
    kind: 'Service',
    spec: { selector: { 'colonnade.dev/machine-group': 'eu-1-controller' } },
  });
  const [file] = host.artefacts({ name: 'eu-1', version: '1.36.3' });
  expect(file?.content.match(/^kind: VirtualMachine$/gm)).toHaveLength(10);
});

test('backups at Hetzner go to a bucket that is there, or nowhere', () => {
  const backups = {
    bucket: 'acme-backups',
    endpoint: 'https://fsn1.your-objectstorage.com',
    secret: { namespace: 'colonnade-backups', name: 's3' },
  } as const;
  const { facts, settings } = hetzner({ backups });
  expect(facts.profile?.backup).toMatchObject({ store: 's3', identity: 'keys' });
  expect(settings.backups).toEqual(backups);
  expect(hetzner().facts.profile?.backup).toBeNull();
});

test('backups in an OpenStack cloud go to Swift, unless the cloud has none', () => {
  const place = { externalNetwork: 'public', volumeType: 'ssd' };
  expect(openstack(place).facts.profile?.backup).toMatchObject({ store: 'swift', identity: 'keys' });
  expect(openstack({ ...place, backups: false }).facts.profile?.backup).toBeNull();
});
