import { runChecks } from '../../../lib/checks';
import type { FindingCode } from '../../../lib/findings';
import type { FleetModel } from '../../../lib/model';
import {
  cluster,
  findingsOf,
  fleetModel,
  fleetOf,
  loadBalancer,
  network,
  store,
  tenant,
  tenantFleet,
  theFinding,
} from './fixtures';

const acknowledge = (fleet: FleetModel, code: FindingCode, path = 'acme/eu-1/team-a'): FleetModel => ({
  ...fleet,
  acknowledgements: [...fleet.acknowledgements, { code, path, reason: 'test' }],
});
const single = tenantFleet({ replicas: 1 });

describe('acknowledgements', () => {
  test.each([['acme'], ['acme/eu-1'], ['acme/eu-1/team-a']])('a warning is accepted at %s', (path) => {
    expect(runChecks(acknowledge(single, 'CLN2107', path))).toMatchObject({
      findings: [],
      acknowledged: [{ code: 'CLN2107', path: 'acme/eu-1/team-a' }],
    });
  });

  test.each([['acme/eu-1/team'], ['acme/eu-1/team-b'], ['acme/eu-1/team-a/general'], ['']])(
    'an acknowledgement at %p is about something else',
    (path) => {
      expect(runChecks(acknowledge(single, 'CLN2107', path))).toMatchObject({
        acknowledged: [],
        findings: [{ code: 'CLN6002', path }, { code: 'CLN2107' }].sort((a, b) =>
          (a.path ?? 'acme/eu-1/team-a') < (b.path ?? 'acme/eu-1/team-a') ? -1 : 1,
        ),
      });
    },
  );

  test('an error stays, and its acknowledgement is reported', () => {
    const fleet = acknowledge(tenantFleet({ network: { ...network, podCidrs: ['10.96.0.0/12'] } }), 'CLN1004');
    const { findings, acknowledged } = runChecks(fleet);
    expect(findings.map(({ code }) => code)).toEqual(['CLN1004', 'CLN6003']);
    expect(acknowledged).toEqual([]);
  });

  test('a code that no longer occurs is reported where it was acknowledged', () => {
    expect(theFinding('CLN6002', acknowledge(fleetModel(), 'CLN2107', 'acme'))).toMatchObject({
      severity: 'warning',
      path: 'acme',
      property: 'acknowledge',
    });
  });

  test('of two acknowledgements that cover a warning, neither is unneeded', () => {
    const fleet = acknowledge(acknowledge(single, 'CLN2107', 'acme'), 'CLN2107');
    expect(runChecks(fleet).findings).toEqual([]);
  });

  test('a code that does not exist is reported', () => {
    expect(theFinding('CLN6001', acknowledge(single, 'CLN2170'))).toMatchObject({
      message: 'no rule has the code CLN2170.',
    });
  });

  test('findings about acknowledgements cannot be acknowledged', () => {
    const { findings, acknowledged } = runChecks(acknowledge(acknowledge(fleetModel(), 'CLN2107'), 'CLN6002'));
    expect(findings.map(({ code }) => code)).toEqual(['CLN6001', 'CLN6002']);
    expect(acknowledged).toEqual([]);
  });
});

describe('runChecks', () => {
  test('reports everything at once, by path', () => {
    const fleet = fleetOf(
      tenant({ name: 'team-b', replicas: 1, version: '1.20.0', endpoint: loadBalancer({ address: '10.96.0.9' }) }),
      tenant({ audit: { ...tenant().audit, enabled: false } }),
    );
    expect(runChecks(fleet).findings.map(({ path, code }) => `${code} ${path}`)).toEqual([
      'CLN4007 acme/eu-1/team-a',
      'CLN1008 acme/eu-1/team-b',
      'CLN1301 acme/eu-1/team-b',
      'CLN2107 acme/eu-1/team-b',
    ]);
  });

  test('the order of the model makes no difference to the report', () => {
    const tenants = ['a', 'b', 'c'].map((name) => tenant({ name, path: `acme/eu-1/${name}`, replicas: 1 }));
    const reversed = fleetOf(...[...tenants].reverse());
    const paths = (fleet: FleetModel) => findingsOf('CLN2107', fleet).map(({ path }) => path);
    expect(paths(reversed)).toEqual(paths(fleetOf(...tenants)));
  });

  test('only the rules that are asked for run', () => {
    expect(runChecks(single, { rules: [] })).toEqual({ findings: [], acknowledged: [] });
  });

  test('with parts missing from the model, nothing is said about what is missing', () => {
    const binding = { kind: 'shared', name: 'gone', prefix: '/tenants/a', user: 'a' } as const;
    const fleet = acknowledge(
      fleetModel({ managementClusters: [cluster({ stores: [store()], tenants: [tenant({ store: binding })] })] }),
      'CLN2107',
    );
    expect(runChecks(fleet).findings.map(({ code }) => code)).toEqual(['CLN1405', 'CLN1403', 'CLN6002']);
    expect(runChecks(fleet, { incomplete: true }).findings).toEqual([]);
  });

  test('a model is not changed', () => {
    const fleet = tenantFleet({ replicas: 1 });
    const before = JSON.stringify(fleet);
    runChecks(fleet);
    expect(JSON.stringify(fleet)).toBe(before);
  });

  test('a fleet without anything has nothing wrong', () => {
    expect(runChecks(fleetModel({ managementClusters: [] })).findings).toEqual([]);
  });
});
