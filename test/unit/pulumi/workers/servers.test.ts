import { gunzipSync } from 'node:zlib';
import { ColonnadeError } from 'colonnade';
import type { WorkerPoolProps } from 'colonnade';
import { Machines } from 'colonnade/workers';
import { DigitalOceanWorkerGroup } from '../../../../lib/pulumi/digitalocean/workers';
import { HetznerWorkerGroup } from '../../../../lib/pulumi/hetzner/workers';
import { OpenStackWorkerGroup } from '../../../../lib/pulumi/openstack/workers';
import type { MockedRun } from '../../../support/pulumi/mocked';
import { poolRun } from '../../../support/pulumi/pool-fleet';

type Source = WorkerPoolProps['machines'];

const FLAVOR = { flavor: 'm1.large', zones: ['nova-a', 'nova-b'] } as const;
const G4 = { region: 'fra1', size: 'g-4vcpu-16gb' } as const;
const CAX = { serverType: 'cax21', architecture: 'arm64', zones: ['fsn1', 'nbg1'] } as const;

const openstack = (machines: Source = Machines.openstack(FLAVOR)): Promise<MockedRun> =>
  poolRun(
    machines,
    (pool) =>
      new OpenStackWorkerGroup('workers', { pool, networkId: 'net', imageId: 'ubuntu', volumeType: 'ssd-encrypted' }),
  );
const hetzner = (machines: Source = Machines.hetzner(CAX), size = 3): Promise<MockedRun> =>
  poolRun(machines, (pool) => new HetznerWorkerGroup('workers', { pool, networkId: 7, sshKeys: ['ops'] }), {
    props: { size },
    states: { workers: { id: '1' } },
  });

const digitalocean = (machines: Source = Machines.digitalocean(G4)): Promise<MockedRun> =>
  poolRun(machines, (pool) => new DigitalOceanWorkerGroup('workers', { pool, vpcId: 'vpc', sshKeys: ['ops'] }));

const ofType = (run: MockedRun, type: string) => run.resources.filter((resource) => resource.type === type);

function documentOf(text: unknown): string {
  const written = String(text);
  return written.startsWith('#') ? written : gunzipSync(Buffer.from(written, 'base64')).toString('utf8');
}

describe('workers on OpenStack, under mocks', () => {
  test('are servers on hosts of their own, in the zones of the pool, with encrypted volumes', async () => {
    const servers = ofType(await openstack(), 'openstack:compute/instance:Instance');
    expect(servers.map(({ inputs }) => inputs['availabilityZone'])).toEqual(['nova-a', 'nova-b', 'nova-a']);
    expect(servers[0]?.inputs).toMatchObject({
      flavorName: 'm1.large',
      networks: [{ uuid: 'net' }],
      schedulerHints: [{ group: 'workers-id' }],
      blockDevices: [{ uuid: 'ubuntu', volumeType: 'ssd-encrypted', volumeSize: 64, deleteOnTermination: true }],
      tags: expect.arrayContaining(['colonnade-tenant=team-a', 'colonnade-pool=general']) as unknown,
    });
    const document = documentOf(servers[0]?.inputs['userData']);
    expect(document).toMatch(/^#cloud-config\n/);
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
  });

  test('are reached by each other and by nobody else', async () => {
    const rules = ofType(await openstack(), 'openstack:networking/secGroupRule:SecGroupRule');
    expect(rules.map(({ inputs }) => [inputs['ethertype'], inputs['remoteGroupId']])).toEqual([
      ['IPv4', 'workers-id'],
      ['IPv6', 'workers-id'],
    ]);
  });
});

describe('workers on Hetzner Cloud, under mocks', () => {
  test('are servers without a public address, with the document of the pool', async () => {
    const servers = ofType(await hetzner(), 'hcloud:index/server:Server');
    expect(servers.map(({ inputs }) => inputs['location'])).toEqual(['fsn1', 'nbg1', 'fsn1']);
    expect(servers[0]?.inputs).toMatchObject({
      serverType: 'cax21',
      image: 'ubuntu-24.04',
      networks: [{ networkId: 7 }],
      publicNets: [{ ipv4Enabled: false, ipv6Enabled: false }],
      labels: { 'colonnade-tenant': 'team-a', 'colonnade-pool': 'general' },
    });
    const document = documentOf(servers[0]?.inputs['userData']);
    expect(document).toMatch(/^#cloud-config\n/);
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
  });

  test('are on hosts of their own, ten in a placement group', async () => {
    const groups = ofType(await hetzner(Machines.hetzner(CAX), 12), 'hcloud:index/placementGroup:PlacementGroup');
    expect(groups.map(({ inputs }) => inputs['type'])).toEqual(['spread', 'spread']);
  });

  test('are let in to by nobody', async () => {
    const [firewall] = ofType(await hetzner(), 'hcloud:index/firewall:Firewall');
    expect(firewall?.inputs['rules']).toEqual([]);
  });
});

describe('workers on DigitalOcean, under mocks', () => {
  test('are droplets without a public address, with the document of the pool as text', async () => {
    const droplets = ofType(await digitalocean(), 'digitalocean:index/droplet:Droplet');
    expect(droplets).toHaveLength(3);
    expect(droplets[0]?.inputs).toMatchObject({
      size: 'g-4vcpu-16gb',
      region: 'fra1',
      image: 'ubuntu-24-04-x64',
      vpcUuid: 'vpc',
      publicNetworking: false,
      tags: expect.arrayContaining(['colonnade-tenant:team-a', 'colonnade-pool:general']) as unknown,
    });
    const document = String(droplets[0]?.inputs['userData']);
    expect(document).toMatch(/^#cloud-config\n/);
    expect(document).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|PRIVATE KEY/);
  });

  test('are reached by each other and by nobody else', async () => {
    const [firewall] = ofType(await digitalocean(), 'digitalocean:index/firewall:Firewall');
    const rules = firewall?.inputs['inboundRules'] as readonly { sourceTags: readonly string[] }[];
    expect(rules.map((rule) => Object.keys(rule).filter((key) => key.startsWith('source')))).toEqual(
      rules.map(() => ['sourceTags']),
    );
    expect(rules.flatMap(({ sourceTags }) => sourceTags)).toEqual(rules.flatMap(() => firewall?.inputs['name']));
  });
});

test.each([
  ['CLN3300', () => digitalocean(Machines.existing())],
  ['CLN3301', () => digitalocean(Machines.digitalocean({ ...G4, operatingSystem: 'other' }))],
  ['CLN3304', () => digitalocean(Machines.digitalocean({ region: 'fra1' }))],
  ['CLN3304', () => digitalocean(Machines.digitalocean({ size: 'g-4vcpu-16gb' }))],
  ['CLN3300', () => openstack(Machines.existing())],
  ['CLN3304', () => openstack(Machines.openstack())],
  ['CLN3300', () => hetzner(Machines.existing())],
  ['CLN3301', () => hetzner(Machines.hetzner({ ...CAX, operatingSystem: 'other' }))],
  ['CLN3304', () => hetzner(Machines.hetzner())],
] as const)('servers are refused with %s', async (code, run) => {
  const error: unknown = await run().catch((caught: unknown) => caught);
  expect(ColonnadeError.is(error) ? error.code : error).toBe(code);
});
