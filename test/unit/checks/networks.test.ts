import { runChecks } from '../../../lib/checks';
import type { ManagementNetworkModel, TenantModel } from '../../../lib/model';
import {
  cluster,
  clusterIp,
  findingsOf,
  fleetModel,
  loadBalancer,
  network,
  nodePort,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';

const tenantPath = 'acme/eu-1/team-a';

function networkFleet(overrides: Partial<TenantModel['network']>) {
  return tenantFleet({ network: { ...network, ...overrides } });
}

function managementFleet(overrides: Partial<ManagementNetworkModel>, tenantOverrides: Partial<TenantModel> = {}) {
  const base = cluster();
  return fleetModel({
    managementClusters: [cluster({ network: { ...base.network, ...overrides }, tenants: [tenant(tenantOverrides)] })],
  });
}

function shared(
  name: string,
  overrides: Partial<TenantModel['network']>,
  sharedNetwork: string | null = 'mesh',
): TenantModel {
  return tenant({
    name,
    path: `acme/eu-1/${name}`,
    endpoint: loadBalancer({ address: `203.0.113.${name.charCodeAt(0)}` }),
    network: { ...network, sharedNetwork, ...overrides },
  });
}

describe('families of ranges', () => {
  test.each([
    [{ podCidrs: ['10.244.0.0/16', 'fd00::/56'] }, 'network.serviceCidrs'],
    [{ podCidrs: ['10.244.0.0/16', '10.245.0.0/16'] }, 'network.podCidrs'],
    [{ podCidrs: [] }, 'network.podCidrs'],
    [
      { podCidrs: ['fd00::/56', '10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16', 'fd01::/112'] },
      'network.serviceCidrs',
    ],
  ])('%j is neither single nor dual stack', (overrides, property) => {
    expect(theFinding('CLN1002', networkFleet(overrides))).toMatchObject({ path: tenantPath, property });
  });

  test('two ranges of two families in the same order are dual stack', () => {
    const overrides = { podCidrs: ['10.244.0.0/16', 'fd00::/56'], serviceCidrs: ['10.96.0.0/16', 'fd01::/112'] };
    expect(runChecks(networkFleet(overrides)).findings).toEqual([]);
  });
});

describe('overlaps inside one owner', () => {
  test('pods inside the Service range are told the next free range', () => {
    expect(theFinding('CLN1004', networkFleet({ podCidrs: ['10.96.0.0/12'] }))).toEqual({
      code: 'CLN1004',
      severity: 'error',
      path: tenantPath,
      property: 'network.podCidrs[0]',
      message: '10.96.0.0/12 overlaps serviceCidrs 10.96.0.0/16 of the same tenant.',
      fix: 'the next free range is 10.112.0.0/12.',
    });
  });

  test('overlaps of the second family are found', () => {
    const overrides = { podCidrs: ['10.244.0.0/16', 'fd00::/56'], serviceCidrs: ['10.96.0.0/16', 'fd00::/112'] };
    expect(theFinding('CLN1004', networkFleet(overrides))).toMatchObject({ property: 'network.podCidrs[1]' });
  });

  test('a management cluster whose ranges overlap was described wrongly', () => {
    const fleet = managementFleet({ podCidrs: ['10.0.0.0/12'], nodeCidrs: ['10.1.0.0/24'] });
    expect(theFinding('CLN1003', fleet)).toMatchObject({ path: 'acme/eu-1', property: 'network.nodeCidrs[0]' });
  });
});

describe('ranges of one kind', () => {
  test('may contain each other, as the subnets of nodes do', () => {
    const fleet = managementFleet({ nodeCidrs: ['10.0.0.0/16', '10.0.1.0/24'], podCidrs: ['10.1.0.0/16'] });
    expect(findingsOf('CLN1003', fleet)).toEqual([]);
  });
});

describe('tenants and their management cluster', () => {
  test.each([
    ['a node port', { nodeCidrs: ['10.244.7.0/24'] }, { endpoint: nodePort(31000) }],
    ['a cluster IP', { serviceCidrs: ['10.244.0.0/16'] }, { endpoint: clusterIp() }],
    ['no tunnel', { podCidrs: ['10.244.0.0/16'] }, { konnectivity: { ...tenant().konnectivity, enabled: false } }],
  ])('an overlap is an error with %s', (_title, management, overrides) => {
    const fleet = managementFleet(management, overrides);
    expect(theFinding('CLN1005', fleet)).toMatchObject({ path: tenantPath, property: 'network.podCidrs[0]' });
    expect(findingsOf('CLN1006', fleet)).toEqual([]);
  });

  test('an overlap with a tunnel and a load balancer is a warning that can be acknowledged', () => {
    const fleet = managementFleet({ serviceCidrs: ['10.96.0.0/12'] });
    expect(theFinding('CLN1006', fleet)).toMatchObject({
      severity: 'warning',
      property: 'network.serviceCidrs[0]',
      fix: expect.stringContaining('10.112.0.0/16') as string,
    });
    const acknowledgements = [{ code: 'CLN1006', path: 'acme', reason: 'never routed' }] as const;
    expect(runChecks({ ...fleet, acknowledgements })).toMatchObject({
      findings: [],
      acknowledged: [{ code: 'CLN1006' }],
    });
  });

  test('a range that is not described is not checked', () => {
    expect(runChecks(managementFleet({})).findings).toEqual([]);
  });
});

describe('tenants that share a network', () => {
  test('the later one is told the next range that is free for all of them', () => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({
          tenants: [
            shared('a', { podCidrs: ['10.128.0.0/16'] }),
            shared('b', { podCidrs: ['10.128.0.0/16'], serviceCidrs: ['10.97.0.0/16'] }),
            shared('c', { podCidrs: ['10.129.0.0/16'], serviceCidrs: ['10.98.0.0/16'] }),
          ],
        }),
      ],
    });
    expect(theFinding('CLN1007', fleet)).toMatchObject({
      path: 'acme/eu-1/b',
      property: 'network.podCidrs[0]',
      message: "10.128.0.0/16 overlaps podCidrs 10.128.0.0/16 of acme/eu-1/a in the shared network 'mesh'.",
      fix: 'the next free range is 10.130.0.0/16.',
    });
  });

  test('two of three tenants with the same ranges are told different free ranges', () => {
    const fleet = fleetModel({
      managementClusters: [cluster({ tenants: ['a', 'b', 'c'].map((name) => shared(name, {})) })],
    });
    const fixes = findingsOf('CLN1007', fleet).map(({ fix }) => fix);
    expect(fixes).toHaveLength(4);
    expect(new Set(fixes).size).toBe(4);
  });

  test('a range inside another one is found, whoever stands between them', () => {
    const fleet = fleetModel({
      managementClusters: [
        cluster({
          tenants: [
            shared('a', { podCidrs: ['10.0.0.0/9'], serviceCidrs: ['172.16.0.0/16'] }),
            shared('b', { podCidrs: ['10.200.0.0/16'], serviceCidrs: ['10.5.0.0/16'] }),
          ],
        }),
      ],
    });
    expect(theFinding('CLN1007', fleet)).toMatchObject({ path: 'acme/eu-1/b', property: 'network.serviceCidrs[0]' });
  });

  test('tenants in different networks, and tenants that are alone, may use the same ranges', () => {
    const tenants = [shared('a', {}), shared('b', {}, 'other'), shared('c', {}, null), shared('d', {}, null)];
    expect(findingsOf('CLN1007', fleetModel({ managementClusters: [cluster({ tenants })] }))).toEqual([]);
  });
});

describe('addresses inside a tenant', () => {
  test('an endpoint inside the ranges of its tenant is never reached', () => {
    expect(theFinding('CLN1008', tenantFleet({ endpoint: loadBalancer({ address: '10.96.3.4' }) }))).toMatchObject({
      path: tenantPath,
      property: 'endpoint.address',
    });
    expect(theFinding('CLN1008', tenantFleet({ endpoint: clusterIp('10.244.3.4') }))).toMatchObject({
      property: 'endpoint.clusterIp',
    });
  });

  test.each([
    ['10.97.0.10', 'outside'],
    ['10.96.0.0', 'network address'],
    ['10.96.0.1', 'kubernetes Service'],
    ['10.96.255.255', 'broadcast'],
  ])('DNS cannot be at %s, which is %s', (dnsAddress, why) => {
    expect(theFinding('CLN1009', networkFleet({ dnsAddress }))).toMatchObject({
      property: 'network.dnsAddress',
      message: expect.stringContaining(why) as string,
      fix: "dnsAddress: '10.96.0.10', or leave it out.",
    });
  });
});

describe('sizes of ranges', () => {
  test.each([
    [{ podCidrs: ['10.244.0.0/25'] }, 'network.podCidrs[0]'],
    [{ podCidrs: ['10.0.0.0/9'], nodeCidrMaskSizes: { ipv4: 26, ipv6: 64 } }, 'network.nodeCidrMaskSizes.ipv4'],
  ])('%j does not fit the nodes', (overrides, property) => {
    expect(
      theFinding('CLN1011', networkFleet({ serviceCidrs: ['172.16.0.0/16'], dnsAddress: '172.16.0.10', ...overrides })),
    ).toMatchObject({ property });
  });

  test.each([
    ['10.0.0.0/11', 'large'],
    ['10.96.0.0/29', 'small'],
    ['fd00::/107', 'large'],
    ['fd00::/125', 'small'],
  ])('%s is too %s for Services', (range, word) => {
    const found = findingsOf('CLN1012', networkFleet({ serviceCidrs: [range] }));
    expect(found).toMatchObject([
      { property: 'network.serviceCidrs[0]', message: expect.stringContaining(`too ${word}`) as string },
    ]);
  });

  test.each([['10.0.0.0/12'], ['10.96.0.0/28'], ['fd00::/108'], ['fd00::/124']])(
    '%s is right for Services',
    (range) => {
      expect(findingsOf('CLN1012', networkFleet({ serviceCidrs: [range] }))).toEqual([]);
    },
  );

  test.each([['127.0.0.0/8'], ['169.254.0.0/16'], ['224.0.0.0/8'], ['fe80::/64'], ['0.0.0.0/0']])(
    '%s is never routed',
    (range) => {
      expect(findingsOf('CLN1014', networkFleet({ podCidrs: [range] }))).toMatchObject([
        { property: 'network.podCidrs[0]' },
      ]);
    },
  );
});
