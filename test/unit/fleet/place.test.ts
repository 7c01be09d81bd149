import { EtcdStore, Fleet, Machines, ManagementCluster, TenantControlPlane, WorkerPool } from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { findingsOf, make, sample } from './support';

const LONG = 'x'.repeat(300);
const cluster = { version: '1.36.3', host: existing(), engine: native() };
const store = { members: 3, volume: '16Gi' };
const tenant = { version: '1.36.3', store: 'dedicated', endpoint: { kind: 'clusterIp' } };
const pool = { machines: Machines.existing(), size: 3 };

describe('an id', () => {
  test.each([
    ['capitals', 'Team', 'team'],
    ['a space', 'team a', 'team-a'],
    ['another script', 'équipe', 'e-quipe'],
    ['300 characters', LONG, 'x'.repeat(40)],
    ['a slash', 'a/b', 'a-b'],
    ['nothing', '', 'team-a'],
    ['a digit in front', '1st', 'st'],
    ['undefined', undefined, 'team-a'],
    ['a number', 7, 'team-a'],
  ])('with %s is refused with one that works', (_what, id, suggestion) => {
    const { cluster: scope } = sample();
    const [finding] = findingsOf(() => make(TenantControlPlane, scope, id, tenant));
    expect(finding).toMatchObject({
      code: 'CLN0004',
      path: 'acme/eu-1',
      property: 'id',
      fix: containing(`"${suggestion}"`),
    });
    expect(finding?.message.length).toBeLessThan(300);
  });

  test('that is taken is refused, whatever has it', () => {
    const { cluster: scope, fleet, tenant: team, app } = sample();
    const twice = { code: 'CLN0005', property: 'id' };
    expect(findingsOf(() => new Fleet(app, 'acme'))).toMatchObject([{ ...twice, path: 'acme' }]);
    expect(findingsOf(() => make(ManagementCluster, fleet, 'eu-1', cluster))).toMatchObject([
      { ...twice, path: 'acme/eu-1' },
    ]);
    expect(findingsOf(() => make(EtcdStore, scope, 'team-a', store))).toMatchObject([
      { ...twice, path: 'acme/eu-1/team-a' },
    ]);
    make(WorkerPool, team, 'general', pool);
    expect(findingsOf(() => make(WorkerPool, team, 'general', pool))).toMatchObject([twice]);
  });
});

describe('a scope', () => {
  test.each([
    ['a management cluster in an app', () => make(ManagementCluster, sample().app, 'new', cluster)],
    ['a management cluster in another', () => make(ManagementCluster, sample().cluster, 'new', cluster)],
    ['a store in a fleet', () => make(EtcdStore, sample().fleet, 'new', store)],
    [
      'an imported store in a fleet',
      () => Reflect.apply(EtcdStore.fromEndpoints, EtcdStore, [sample().fleet, 'new', {}]) as unknown,
    ],
    ['a tenant in a store', () => make(TenantControlPlane, sample().store, 'new', tenant)],
    ['a pool in a cluster', () => make(WorkerPool, sample().cluster, 'new', pool)],
    ['a pool in a store', () => make(WorkerPool, sample().store, 'new', pool)],
    ['a fleet in nothing', () => make(Fleet, undefined, 'new')],
    ['a fleet in text', () => make(Fleet, 'app', 'new')],
    ['a tenant in null', () => make(TenantControlPlane, null, 'new', tenant)],
    ['a tenant in an object that looks like a cluster', () => make(TenantControlPlane, { node: {} }, 'new', tenant)],
  ])('is refused: %s', (_what, call) => {
    expect(findingsOf(call)).toMatchObject([{ code: 'CLN0006', message: containing('scope') }]);
  });
});

test('a store of another management cluster is out of reach', () => {
  const { fleet, store: foreign } = sample();
  const us = make(ManagementCluster, fleet, 'us-1', cluster);
  make(TenantControlPlane, us, 'team-b', { ...tenant, store: foreign });
  const found = fleet.validateFleet().findings.filter(({ path }) => path === 'acme/us-1/team-b');
  expect(found).toMatchObject([{ code: 'CLN0007', property: 'store', message: containing('acme/eu-1/shared') }]);
});

function containing(text: string): string {
  return expect.stringContaining(text) as string;
}
