import { kamaji } from 'colonnade/engines/kamaji';
import type { TenantModel } from '../../../../lib/model';
import { DEDICATED, fieldOf, render } from './fixtures';

const { rules } = kamaji();

/** What Kamaji takes and does not make work, and the check that says so before; its programs are run with those of all checks. */
describe.each([
  ['a node port and no address: it waits forever, silently', 'CLN7002', /address/],
  ['a load balancer that gives a hostname', 'CLN7004', /host ?name/i],
  ['an Ingress or a Gateway without a hostname', 'CLN7005', /by the name that clients ask for/],
  ['routes that attach to more than one Gateway, or to none', 'CLN7006', /exactly one|one parent|one Gateway/i],
  ['an override in a store that is no etcd or has another CA', 'CLN7014', /etcd/],
  ['a NATS store with TLS and no user', 'CLN7015', /user|credential/i],
] as const)('%s', (_line, code, words) => {
  test(`is ${code}`, () => {
    const rule = rules.find((candidate) => candidate.code === code);
    expect(rule).toMatchObject({ severity: 'error', explanation: expect.stringMatching(words) as string });
  });
});

/** What cannot go wrong because of how it is rendered. */
describe('is rendered so that it works', () => {
  test('a tag of CoreDNS counts only beside a repository, so that both are there', () => {
    expect(fieldOf(render().spec, 'addons', 'coreDNS')).toEqual({
      imageRepository: expect.stringMatching(/coredns$/) as string,
      imageTag: expect.stringMatching(/^v/) as string,
    });
  });

  test('NodeRestriction, which the defaults leave out, is on', () => {
    expect(fieldOf(render().spec, 'kubernetes', 'admissionControllers')).toContain('NodeRestriction');
  });

  test('the network profile and all that has a default in it are written, since an update without them loses them', () => {
    const profile = fieldOf(render().spec, 'networkProfile');
    for (const field of [
      'port',
      'clusterDomain',
      'serviceCidrs',
      'podCidrs',
      'serviceCidr',
      'podCidr',
      'dnsServiceIPs',
    ])
      expect(profile).toHaveProperty(field);
  });

  test('the address of DNS is said, which updates compare with the old ranges', () => {
    const { tenant, spec } = render();
    expect(fieldOf(spec, 'networkProfile', 'dnsServiceIPs')).toEqual([tenant.network.dnsAddress]);
  });

  test('the issuer of tokens has the domain of the tenant, which Kamaji takes for cluster.local', () => {
    const { tenant } = render();
    const { spec } = render({ network: { ...tenant.network, clusterDomain: 'tenant.example' } });
    const args: readonly unknown[] = Object.values(
      fieldOf(spec, 'controlPlane', 'deployment', 'extraArgs', 'apiServer'),
    );
    expect(args).toContainEqual(expect.stringMatching(/^--service-account-issuer=.*tenant\.example/));
  });

  test('the tunnel of a node port has a node port of its own, not the default, which is out of range', () => {
    const endpoint: TenantModel['endpoint'] = {
      kind: 'nodePort',
      address: '192.0.2.10',
      port: 6443,
      nodePort: 30443,
      konnectivityNodePort: 30132,
      extraSans: [],
      annotations: {},
    };
    const { spec } = render({ endpoint });
    expect(fieldOf(spec, 'networkProfile')).toMatchObject({ port: 30443 });
    expect(fieldOf(spec, 'addons', 'konnectivity', 'server')).toMatchObject({ port: 30132 });
  });

  test('store, schema and user are named, so that none is taken away later', () => {
    for (const { spec } of [render(), render(DEDICATED)])
      expect(spec).toMatchObject({
        dataStore: expect.stringMatching(/./) as string,
        dataStoreSchema: expect.stringMatching(/./) as string,
        dataStoreUsername: expect.stringMatching(/./) as string,
      });
  });
});
