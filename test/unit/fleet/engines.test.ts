import { Endpoint, Fleet, FleetApp, ManagementCluster, TenantControlPlane } from '../../../lib';
import type { Engine } from '../../../lib';
import { native } from '../../../lib/engines/native';
import { existing } from '../../../lib/hosts/existing';
import type { Rule } from '../../../lib/model';

/** Refuses every tenant of an engine by its name. */
function refusing(name: string, code: `CLN${number}`): Engine {
  const rule: Rule = {
    code,
    severity: 'error',
    title: 'a tenant',
    explanation: 'For a test.',
    wrong: '',
    right: '',
    check(fleet, report) {
      for (const { tenants } of fleet.managementClusters)
        for (const { path, engine } of tenants)
          if (engine.name === name) report({ path, property: 'engine', message: `is of ${name}.`, fix: 'another.' });
    },
  };
  return { ...native(), name, reference: { name, options: {} }, rules: [rule] };
}

function build(...engines: readonly (Engine | undefined)[]): Fleet {
  const fleet = new Fleet(new FleetApp({ outdir: 'unused' }), 'acme');
  const cluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: refusing('strict', 'CLN7998'),
  });
  engines.forEach((engine, index) => {
    new TenantControlPlane(cluster, `t${index}`, {
      version: '1.36.3',
      store: 'dedicated',
      endpoint: Endpoint.loadBalancer({ address: `203.0.113.${index + 1}` }),
      ...(engine !== undefined && { engine }),
    });
  });
  return fleet;
}

const found = (fleet: Fleet): readonly string[] =>
  fleet
    .validateFleet()
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);

describe('rules of engines', () => {
  test('run with all others, those of the cluster and those of a tenant of its own', () => {
    expect(found(build(undefined, refusing('stricter', 'CLN7999'), native()))).toEqual([
      'CLN7998 acme/eu-1/t0',
      'CLN7999 acme/eu-1/t1',
    ]);
  });

  test('run once for an engine that many tenants have', () => {
    const engine = refusing('stricter', 'CLN7999');
    expect(found(build(engine, engine))).toEqual(['CLN7999 acme/eu-1/t0', 'CLN7999 acme/eu-1/t1']);
  });

  test('a tenant whose engine is none is reported, and its rules are not asked', () => {
    expect(found(build({ name: 'none' } as unknown as Engine))).toEqual(['CLN0001 acme/eu-1/t0']);
  });
});
