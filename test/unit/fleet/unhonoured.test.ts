import {
  Endpoint,
  EtcdStore,
  Fleet,
  FleetApp,
  Machines,
  ManagementCluster,
  TenantControlPlane,
  WorkerPool,
} from '../../../lib';
import type { Engine } from '../../../lib';
import { capabilityOf, lineOf } from '../../../lib/engines';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { KNOWN_ENGINES } from '../../../lib/engines/known';
import { native } from '../../../lib/engines/native';
import { existing } from '../../../lib/hosts/existing';
import { propertyOf } from '../../../lib/fleet/honour/unhonoured';
import { DERIVED, POOL_SAMPLES, TENANT_SAMPLES, fleetWith, modelFields } from '../../support/engine-fields';

/** Errors that say that an engine does not honour something, as `path property`. */
function refused(fleet: Fleet): readonly string[] {
  return fleet
    .validateFleet()
    .findings.filter(({ code }) => code === 'CLN3030')
    .map(({ path, property }) => `${path} ${property}`.trim());
}

/** Errors of engines for a place, whatever their code. */
function errorsAt(fleet: Fleet, path: string, property: string): readonly string[] {
  const isOfEngine = (code: string) => code === 'CLN3030' || code === 'CLN1501' || code.startsWith('CLN7');
  const isAbout = (other: string) => `${other}.`.startsWith(`${property}.`) || `${property}.`.startsWith(`${other}.`);
  return fleet
    .validateFleet()
    .findings.filter(
      (found) => isOfEngine(found.code) && found.severity === 'error' && found.path === path && isAbout(found.property),
    )
    .map(({ code }) => code);
}

const unsupported = modelFields().leaves.flatMap((field) =>
  KNOWN_ENGINES.flatMap(({ name, engine }) =>
    capabilityOf(engine.capabilities, field)?.support === 'unsupported' && !DERIVED.includes(field)
      ? [[name, field, engine] as const]
      : [],
  ),
);

describe('a field that the engine does not honour', () => {
  test.each(unsupported.filter(([, field]) => field.startsWith('tenant.')))('%s: %s', (_name, field, engine) => {
    const sample = TENANT_SAMPLES[field];
    if (sample === undefined) throw new Error('there is a sample');
    expectRefusal(
      fleetWith(engine, sample.without ?? {}),
      fleetWith(engine, sample.with),
      'acme/eu-1/t',
      propertiesFor(engine, field),
    );
  });

  const pools = unsupported.filter(([, field]) => POOL_SAMPLES[field] !== undefined);
  test.each(pools.filter(([, field]) => field.startsWith('pool.')))('%s: %s', (_name, field, engine) => {
    const sample = POOL_SAMPLES[field];
    if (sample === undefined) throw new Error('there is a sample');
    const kubeadm = engine.workers.kubeadm.support === 'unsupported';
    const k0s = { bootstrap: { kind: 'k0s', version: '1.35.4+k0s.0' } } as const;
    expectRefusal(
      fleetWith(engine, {}, { ...(kubeadm && k0s), ...sample.without }),
      fleetWith(engine, {}, { ...(kubeadm && k0s), ...sample.with }),
      'acme/eu-1/t/p',
      propertiesFor(engine, field),
    );
  });

  test.each(KNOWN_ENGINES.map(({ name, engine }) => [name, engine] as const))(
    '%s: what a program does not say is not refused',
    (name, engine) => {
      const said = refused(fleetWith(engine, {}, {}));
      // The one engine that cannot do what every program has to choose.
      expect(said).toEqual(name === 'cluster-api/kamaji' ? ['acme/eu-1/t store'] : []);
    },
  );
});

/** At the field, or at the line of the table when several fields under it are set. */
function propertiesFor({ capabilities }: Engine, field: string): readonly string[] {
  // Rotation of a file means nothing without the file.
  const whole = field.startsWith('tenant.audit.max') ? ['tenant.audit.sink'] : [];
  return [field, lineOf(capabilities, field) ?? '', ...whole].map(propertyOf);
}

/** Found once, by this rule or by one of the engine's own that says more; and not when the field is not set. */
function expectRefusal(without: Fleet, set: Fleet, path: string, properties: readonly string[]): void {
  const codes = properties.map((property) => errorsAt(set, path, property)).filter((found) => found.length > 0);
  expect(codes[0]).toHaveLength(1);
  expect(refused(without)).not.toContain(`${path} ${properties[0] ?? ''}`);
  if (codes[0]?.[0] === 'CLN3030') {
    const places = properties.map((property) => `${path} ${property}`.trim());
    expect(places).toEqual(expect.arrayContaining([refused(set).find((place) => places.includes(place))]));
  }
}

describe('the finding', () => {
  const finding = (fleet: Fleet) => fleet.validateFleet().findings.find(({ code }) => code === 'CLN3030');

  test('names engine, field, reason, and who honours it', () => {
    expect(finding(fleetWith(kamaji(), { addons: { coreDns: { replicas: 5 } } }))).toEqual({
      code: 'CLN3030',
      severity: 'error',
      path: 'acme/eu-1/t',
      property: 'addons.coreDns.replicas',
      message:
        'engine kamaji does not honour addons.coreDns.replicas: two, as kubeadm has it; coreDns: false and one of your own.',
      fix: 'leave it out, or an engine that honours it: native.',
    });
  });

  test('is one for several fields under one line of the table', () => {
    const fleet = fleetWith(kamaji(), {
      addons: { coreDns: { resources: { requests: { cpu: '333m', memory: '333Mi' } } } },
    });
    expect(refused(fleet)).toEqual(['acme/eu-1/t addons.coreDns.resources']);
  });

  test('gives way to a rule that says more', () => {
    const fleet = fleetWith(k0smotron(), { audit: { sink: 'file', maxAgeDays: 14 } });
    expect(errorsAt(fleet, 'acme/eu-1/t', 'audit')).toEqual(['CLN7210']);
    expect(refused(fleet)).toEqual([]);
  });

  test('is about a shared store where the engine has none, and not about one of another engine', () => {
    const stores = (own: Engine | undefined) => {
      const fleet = new Fleet(new FleetApp({ outdir: 'unused' }), 'acme');
      const cluster: ManagementCluster = new ManagementCluster(fleet, 'eu-1', {
        version: '1.36.3',
        host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
        engine: k0smotron(),
      });
      new EtcdStore(cluster, 's', { members: 3, volume: '8Gi', ...(own !== undefined && { engine: own }) });
      return refused(fleet);
    };
    expect(stores(undefined)).toEqual(['acme/eu-1/s']);
    expect(stores(native())).toEqual([]);
  });

  test('is asked of the engine of the tenant, not of that of its cluster', () => {
    const props = { addons: { coreDns: { replicas: 5 } } } as const;
    expect(refused(fleetWith(kamaji(), { ...props, engine: native() }))).toEqual([]);
    expect(refused(fleetWith(native(), { ...props, engine: kamaji() }))).toEqual([
      'acme/eu-1/t addons.coreDns.replicas',
    ]);
  });

  test('is asked of an engine of somebody else’s as well', () => {
    const reference = { name: 'toy', options: {} };
    const capabilities = { ...native().capabilities, 'tenant.labels': { support: 'unsupported' as const } };
    const toy: Engine = { ...native(), name: 'toy', reference, capabilities };
    expect(finding(fleetWith(toy, { labels: { team: 'a' } }))?.message).toBe('engine toy does not honour labels.');
  });

  test('defaults that follow from other fields are nobody’s wish', () => {
    const wishes = { size: 'large', network: { serviceCidrs: ['10.220.0.0/16'] } } as const;
    expect(refused(fleetWith(k0smotron(), wishes))).toEqual([]);
    const fleet = fleetWith(kamaji(), { konnectivity: false, endpoint: Endpoint.clusterIp() }, {});
    expect(refused(fleet)).toEqual([]);
    const gpu = Machines.existing({ gpu: { vendor: 'nvidia', count: 1 }, operatingSystem: 'flatcar' });
    expect(refused(fleetWith(kamaji(), {}, { machines: gpu, size: 1 }))).toEqual([]);
  });
});

test('a pool beside others is named', () => {
  const fleet = new Fleet(new FleetApp({ outdir: 'unused' }), 'acme');
  const cluster: ManagementCluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine: kamaji(),
  });
  const tenant = new TenantControlPlane(cluster, 't', {
    version: '1.35.4',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
  });
  new WorkerPool(tenant, 'a', { machines: Machines.existing(), size: 3 });
  new WorkerPool(tenant, 'b', { machines: Machines.existing(), size: 3, join: { tokenMinutes: 30 } });
  expect(refused(fleet)).toEqual(['acme/eu-1/t/b join.tokenMinutes']);
});
