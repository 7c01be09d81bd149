import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, JsonPatch, Testing } from 'cdk8s';
import type * as colonnade from 'colonnade';
import {
  ColonnadeError,
  Endpoint,
  EtcdStore,
  Fleet,
  FleetApp,
  Machines,
  ManagementCluster,
  TenantControlPlane,
  WorkerPool,
} from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';
import { parseAllDocuments } from 'yaml';
import { stableJson } from '../../../lib/kubernetes';
import type { JsonObject } from '../../../lib/kubernetes';
import { findingsOf, make, sample } from './support';

const endpoint = Endpoint.clusterIp();

describe('imports', () => {
  test('a store that exists is used by tenants and renders nothing', () => {
    const { fleet, cluster } = sample();
    const old = EtcdStore.fromEndpoints(cluster, 'old', {
      endpoints: ['https://etcd.example.org:2379'],
      clusterIssuer: 'etcd',
    });
    new TenantControlPlane(cluster, 'b', { version: '1.36.3', store: old, endpoint });
    const [model] = fleet.toModel().managementClusters;
    expect(model?.stores[0]).toMatchObject({
      name: 'old',
      origin: 'external',
      cluster: null,
      endpoints: ['https://etcd.example.org:2379'],
      clusterIssuer: 'etcd',
    });
    expect(model?.tenants[0]?.store).toMatchObject({ kind: 'shared', name: 'old' });
    expect(fleet.charts[0]?.charts.map(({ node }) => node.id)).toEqual(['b', 'management-cluster', 'shared', 'team-a']);
    expect(EtcdStore.isEtcdStore(old)).toBe(false);
  });

  test('a management cluster that exists has stores and tenants, and no objects of its own', () => {
    const { fleet } = sample();
    const us = ManagementCluster.fromManagementCluster(fleet, 'us-1', {
      version: '1.36.3',
      host: existing(),
      engine: native(),
    });
    const store = new EtcdStore(us, 'shared', { members: 3, volume: '16Gi' });
    new TenantControlPlane(us, 'b', { version: '1.36.3', store, endpoint });
    expect(fleet.toModel().managementClusters[1]).toMatchObject({ name: 'us-1', origin: 'imported' });
    expect(fleet.charts[1]?.charts.map(({ node }) => node.id)).toEqual(['b', 'shared']);
    expect(ManagementCluster.isManagementCluster(us)).toBe(true);
  });

  test('a tenant that exists has worker pools that are checked, and no objects', () => {
    const { fleet, cluster } = sample();
    const old = TenantControlPlane.fromTenantControlPlane(cluster, 'old', {
      version: '1.30.1',
      endpoint: 'api.example.org:6443',
    });
    new WorkerPool(old, 'general', { machines: Machines.existing(), size: 3, version: '1.36.3' });
    expect(old).toMatchObject({ tenantName: 'old', version: '1.30.1' });
    expect(fleet.toModel().managementClusters[0]?.importedTenants).toMatchObject([
      { name: 'old', endpoint: 'api.example.org:6443', workerPools: [{ name: 'general' }] },
    ]);
    expect(fleet.validateFleet().findings).toContainEqual(
      expect.objectContaining({ code: 'CLN1311', path: 'acme/eu-1/old/general' }),
    );
    expect(fleet.charts[0]?.charts.map(({ node }) => node.id)).not.toContain('old');
    expect(TenantControlPlane.isTenantControlPlane(old)).toBe(false);
  });
});

describe('a warning', () => {
  function withWarning() {
    const made = sample();
    const tenant = new TenantControlPlane(made.cluster, 'b', {
      version: '1.36.3',
      store: made.store,
      endpoint,
      replicas: 1,
    });
    return { ...made, tenant };
  }
  const single = expect.objectContaining({ code: 'CLN2107', path: 'acme/eu-1/b' }) as unknown;

  test('is reported, and synthesis goes on', () => {
    const { fleet } = withWarning();
    expect(fleet.validateFleet()).toMatchObject({
      findings: expect.arrayContaining([single]) as unknown,
      acknowledged: [],
    });
  });

  test.each([
    ['at its place', (made: ReturnType<typeof withWarning>) => made.tenant.acknowledge('CLN2107', 'test cluster')],
    ['above it', (made: ReturnType<typeof withWarning>) => made.cluster.acknowledge('CLN2107', 'test cluster')],
    ['for the fleet', (made: ReturnType<typeof withWarning>) => made.fleet.acknowledge('CLN2107', 'test cluster')],
  ])('is accepted %s', (_where, accept) => {
    const made = withWarning();
    accept(made);
    const { findings, acknowledged, model } = made.fleet.validateFleet();
    expect(findings).not.toContainEqual(single);
    expect(acknowledged).toContainEqual(single);
    expect(model.acknowledgements).toMatchObject([{ code: 'CLN2107', reason: 'test cluster' }]);
  });

  test('that is accepted beside it is still reported', () => {
    const { fleet, store } = withWarning();
    store.acknowledge('CLN2107', 'wrong place');
    expect(fleet.validateFleet().findings).toContainEqual(single);
  });

  test('is not accepted by something that is no code or has no reason', () => {
    const { fleet } = withWarning();
    const acknowledge = (...args: unknown[]) =>
      Reflect.apply(fleet.acknowledge.bind(fleet), undefined, args) as unknown;
    for (const args of [[], [7, 'x'], ['CLN2107'], ['CLN2107', ''], ['single', 'x'], ['CLN2107', null]]) {
      const findings = [...trap(() => acknowledge(...args)), ...fleet.validateFleet().findings];
      expect([args, findings.some(({ severity, path }) => severity === 'error' && path === 'acme')]).toEqual([
        args,
        true,
      ]);
    }
  });
});

describe('a rendered object', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-fleet-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(app: App) {
    const fleet = new Fleet(app, 'acme');
    const cluster = new ManagementCluster(fleet, 'eu-1', { version: '1.36.3', host: existing(), engine: native() });
    const store = new EtcdStore(cluster, 'shared', { members: 3, volume: '16Gi' });
    const tenant = new TenantControlPlane(cluster, 'team-a', { version: '1.36.3', store, endpoint });
    return { fleet, cluster, store, tenant };
  }

  test.each([
    ['a stock App', () => new App({ outdir: folder })],
    ['FleetApp', () => new FleetApp({ outdir: join(folder, 'out') })],
  ])('can be reached and patched under %s', (_name, makeApp) => {
    const app = makeApp();
    const { tenant, store } = program(app);
    tenant
      .apiObject({ kind: 'Deployment', name: 'kube-apiserver' })
      .addJsonPatch(JsonPatch.replace('/spec/replicas', 7));
    store.apiObject({ kind: 'StatefulSet', name: 'etcd' }).metadata.addAnnotation('example.org/mine', 'yes');
    app.synth();
    const objects = yamlIn(folder);
    expect(objects).toContainEqual(
      expect.objectContaining({ kind: 'Deployment', spec: expect.objectContaining({ replicas: 7 }) as unknown }),
    );
    expect(objects).toContainEqual(
      expect.objectContaining({
        kind: 'StatefulSet',
        metadata: expect.objectContaining({
          annotations: expect.objectContaining({ 'example.org/mine': 'yes' }) as unknown,
        }) as unknown,
      }),
    );
  });

  test('that is not there is refused with those that are', () => {
    const { tenant } = sample();
    expect(findingsOf(() => tenant.apiObject({ kind: 'Deployment', name: 'apiserver' }))).toMatchObject([
      { code: 'CLN0008', path: 'acme/eu-1/team-a', fix: expect.stringContaining('kube-apiserver') as unknown },
    ]);
    expect(findingsOf(() => tenant.apiObject({ kind: 'Ingress', name: 'x' }))).toMatchObject([
      { code: 'CLN0008', fix: 'choose another kind.' },
    ]);
  });

  test('of a construct with unusable input is refused with what is wrong there', () => {
    const { cluster } = sample();
    const broken = make(TenantControlPlane, cluster, 'b', { version: 7 }) as TenantControlPlane;
    expect(findingsOf(() => broken.apiObject({ kind: 'Deployment', name: 'kube-apiserver' }))).toContainEqual(
      expect.objectContaining({ code: 'CLN0001', path: 'acme/eu-1/b', property: 'version' }),
    );
  });

  test('is what Testing.synth gives of a tenant, a store or a cluster', () => {
    const { tenant, store } = program(new App());
    const names = (objects: unknown) =>
      (objects as { kind: string; metadata: { name: string } }[]).map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      );
    expect(names(Testing.synth(tenant))).toEqual(
      expect.arrayContaining(['Namespace tenant-team-a', 'Deployment kube-apiserver', 'Service kube-apiserver']),
    );
    expect(names(Testing.synth(store))).toEqual(expect.arrayContaining(['Namespace etcd-shared', 'StatefulSet etcd']));
  });

  test('stays the same when it is reached, to the byte', () => {
    const [touched, untouched] = [program(new App()), program(new App())];
    touched.tenant.apiObject({ kind: 'Service', name: 'kube-apiserver' });
    expect(JSON.stringify(touched.tenant.renderObjects())).toBe(JSON.stringify(untouched.tenant.renderObjects()));
  });

  test('of a fleet with errors is not written by a stock App either', () => {
    const app = new App({ outdir: folder });
    const { cluster } = program(app);
    make(TenantControlPlane, cluster, 'b', { version: 7 });
    expect(findingsOf(() => app.synth()).length).toBeGreaterThan(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is in the order and with the content that both apps agree on', () => {
    const stock = new App({ outdir: join(folder, 'stock') });
    program(stock);
    stock.synth();
    const fast = new FleetApp({ outdir: join(folder, 'fast') });
    program(fast);
    fast.synth();
    const key = (object: unknown) => stableJson(object as JsonObject);
    expect(yamlIn(join(folder, 'stock')).map(key).toSorted()).toEqual(yamlIn(join(folder, 'fast')).map(key).toSorted());
  });
});

describe('constructs of another copy of the package', () => {
  const copy = otherCopy();

  test('are recognized, and so are errors', () => {
    const { fleet, cluster, store, tenant } = sample();
    expect(copy.Fleet).not.toBe(Fleet);
    expect(copy.Fleet.isFleet(fleet)).toBe(true);
    expect(copy.ManagementCluster.isManagementCluster(cluster)).toBe(true);
    expect(copy.EtcdStore.isEtcdStore(store)).toBe(true);
    expect(copy.TenantControlPlane.isTenantControlPlane(tenant)).toBe(true);
    const error: unknown = caught(() => make(WorkerPool, fleet, 'a', {}));
    expect(error instanceof copy.ColonnadeError).toBe(false);
    expect(copy.ColonnadeError.is(error)).toBe(true);
  });

  test('can hold each other', () => {
    const { fleet, cluster, store, tenant } = sample();
    new copy.TenantControlPlane(cluster, 'b', { version: '1.36.3', store, endpoint });
    new copy.WorkerPool(tenant, 'general', { machines: Machines.existing(), size: 3 });
    expect(fleet.validateFleet().findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(fleet.toModel().managementClusters[0]?.tenants.map(({ name }) => name)).toEqual(['b', 'team-a']);
  });

  test.each([undefined, null, 7, 'fleet', {}, [], () => undefined, Symbol.for('colonnade.Fleet')])(
    'are not taken for one: %p',
    (value) => {
      expect(Fleet.isFleet(value)).toBe(false);
      expect(ManagementCluster.isManagementCluster(value)).toBe(false);
      expect(EtcdStore.isEtcdStore(value)).toBe(false);
      expect(TenantControlPlane.isTenantControlPlane(value)).toBe(false);
      expect(ColonnadeError.is(value)).toBe(false);
    },
  );

  test('are not taken for each other', () => {
    const { fleet, cluster, store, tenant } = sample();
    const kinds = [
      Fleet.isFleet,
      ManagementCluster.isManagementCluster,
      EtcdStore.isEtcdStore,
      TenantControlPlane.isTenantControlPlane,
    ];
    const things = [fleet, cluster, store, tenant];
    expect(kinds.map((is) => things.map((thing) => is(thing)))).toEqual(
      kinds.map((_, row) => things.map((_thing, column) => row === column)),
    );
  });
});

test('a fleet knows what changed since it was last looked at', () => {
  const { fleet, cluster, store } = sample();
  expect(fleet.toModel().managementClusters[0]?.tenants).toHaveLength(1);
  new TenantControlPlane(cluster, 'b', { version: '1.36.3', store, endpoint });
  expect(fleet.toModel().managementClusters[0]?.tenants).toHaveLength(2);
  expect(fleet.toModel()).toBe(fleet.toModel());
});

function otherCopy(): typeof colonnade {
  let copy: typeof colonnade | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof colonnade>('colonnade');
  });
  if (copy === undefined) throw new Error('the package was not loaded again');
  return copy;
}

function caught(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

/** What a call throws as findings; nothing when it does not throw. */
function trap(call: () => unknown) {
  try {
    call();
    return [];
  } catch (error) {
    if (ColonnadeError.is(error)) return error.findings;
    throw error;
  }
}

function yamlIn(folder: string): readonly unknown[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => document.toJS() as unknown),
    )
    .filter((document) => document !== null);
}
