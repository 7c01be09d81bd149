import { FleetApp } from 'colonnade';
import { openClusterManagement } from 'colonnade/gitops';
import { build as full } from '../../../examples/full/fleet';
import { build as kamaji } from '../../../examples/kamaji/fleet';
import { manifestWorks } from '../../../lib/gitops/open-cluster-management/works';
import { refusal } from '../synth/folders';
import { fileOf, filesOf, objectOf, twoClusters } from './fixtures';
import type { Read } from './fixtures';

interface Work {
  readonly deleteOption: { readonly propagationPolicy: string };
  readonly workload: { readonly manifests: readonly Read[] };
  readonly manifestConfigs: readonly {
    readonly resourceIdentifier: { readonly group: string; readonly resource: string; readonly name: string };
    readonly updateStrategy: object;
    readonly conditionRules?: readonly { readonly celExpressions: readonly string[] }[];
  }[];
}

const LIMIT = 500 * 1024;
const files = filesOf(twoClusters(), openClusterManagement({ limitBytes: LIMIT }));
const works = (path: string, of = files) =>
  fileOf(of, path).map((work) => ({ work, spec: work.spec as unknown as Work }));
const identity = ({ kind, metadata }: Read) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
const isProtected = ({ metadata }: Read) => metadata.labels?.['colonnade.dev/deletion-protection'] === 'enabled';

describe('clusters', () => {
  const hub = fileOf(files, 'open-cluster-management/clusters.yaml');
  test('are in a set of the fleet, one for each management cluster', () => {
    expect(objectOf(hub, 'ManagedClusterSet', 'acme')).toBeDefined();
    expect(hub.filter(({ kind }) => kind === 'ManagedCluster').map(({ metadata }) => metadata.name)).toEqual([
      'eu-1',
      'us-1',
    ]);
    expect(objectOf(hub, 'ManagedCluster', 'eu-1').metadata.labels).toMatchObject({
      'cluster.open-cluster-management.io/clusterset': 'acme',
    });
    expect(hub.map(({ kind }) => kind)).not.toContain('KlusterletAddonConfig');
  });
  test('are tenants too, with add-ons and a placement, where that is asked for', () => {
    const more = fileOf(
      filesOf(
        twoClusters(),
        openClusterManagement({
          limitBytes: LIMIT,
          tenants: true,
          addOns: ['searchCollector', 'policyController'],
          placementNamespace: 'policies',
        }),
      ),
      'open-cluster-management/clusters.yaml',
    );
    expect(objectOf(more, 'ManagedCluster', 'eu-1-team-a').metadata.labels).toMatchObject({
      'colonnade.dev/tenant': 'team-a',
    });
    expect(objectOf(more, 'KlusterletAddonConfig', 'us-1').spec).toMatchObject({
      clusterName: 'us-1',
      policyController: { enabled: true },
      searchCollector: { enabled: true },
    });
    expect(objectOf(more, 'ManagedClusterSetBinding', 'acme').metadata.namespace).toBe('policies');
    expect(objectOf(more, 'Placement', 'acme-management-clusters').spec).toMatchObject({ clusterSets: ['acme'] });
  });
});

describe('ManifestWorks', () => {
  const parts = ['management-cluster', 'store-shared', 'tenant-team-a', 'tenant-team-b'];

  test.each(parts)('hold every object of %s once, as it is, in the namespace of the cluster', (part) => {
    const found = works(`open-cluster-management/eu-1/${part}.yaml`);
    const held = found.flatMap(({ spec }) => spec.workload.manifests);
    const plain = fileOf(files, `eu-1/${part}.yaml`);
    const sorted = (objects: readonly Read[]) => [...objects].sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
    expect(sorted(held)).toEqual(sorted(plain));
    for (const { work } of found) expect(work.metadata.namespace).toBe('eu-1');
    expect(new Set(found.map(({ work }) => work.metadata.name)).size).toBe(found.length);
  });
  test('leave what is protected where it is when they go, and take the rest with them', () => {
    for (const { spec } of works('open-cluster-management/eu-1/tenant-team-a.yaml')) {
      const { manifests } = spec.workload;
      expect(spec.deleteOption.propagationPolicy).toBe(manifests.some(isProtected) ? 'Orphan' : 'Foreground');
      if (manifests.some(isProtected)) expect(manifests).toHaveLength(1);
    }
    const kept = works('open-cluster-management/eu-1/tenant-team-a.yaml').filter(
      ({ spec }) => spec.deleteOption.propagationPolicy === 'Orphan',
    );
    expect(kept.length).toBeGreaterThan(0);
    const others = works('open-cluster-management/eu-1/tenant-team-b.yaml');
    expect(others.map(({ spec }) => spec.deleteOption.propagationPolicy)).toEqual(others.map(() => 'Foreground'));
  });
  test('apply server-side, each object by its resource', () => {
    const configs = works('open-cluster-management/eu-1/tenant-team-a.yaml').flatMap(
      ({ spec }) => spec.manifestConfigs,
    );
    expect(configs).toEqual(
      configs.map((config) => ({
        ...config,
        updateStrategy: expect.objectContaining({ type: 'ServerSideApply' }) as unknown,
      })),
    );
    const resources = new Set(configs.map(({ resourceIdentifier }) => resourceIdentifier.resource));
    for (const name of ['namespaces', 'networkpolicies', 'deployments', 'certificates'])
      expect(resources).toContain(name);
  });
  test('say when a tenant is ready, as its engine does', () => {
    const found = [...filesOf(kamaji(new FleetApp()), openClusterManagement({ limitBytes: LIMIT }))]
      .filter(([path]) => path.startsWith('open-cluster-management/eu-1/tenant-team-a'))
      .flatMap(([, objects]) => objects)
      .flatMap(({ spec }) => (spec as unknown as Work).manifestConfigs)
      .filter(({ resourceIdentifier }) => resourceIdentifier.resource === 'tenantcontrolplanes');
    expect(found.map(({ conditionRules }) => conditionRules?.[0]?.celExpressions)).toEqual([
      [expect.stringContaining('object.status.kubernetesResources.version.status')],
    ]);
  });
});

describe('sizes', () => {
  const bytes = (objects: readonly Read[]) => Buffer.byteLength(JSON.stringify(objects));
  const of = (limitBytes: number) =>
    [...filesOf(full(new FleetApp()), openClusterManagement({ limitBytes }))]
      .filter(([path]) => /^open-cluster-management\/.+\//.test(path))
      .flatMap(([, objects]) => objects);

  test('stay below what the hub takes, by as many ManifestWorks as that needs', () => {
    const small = of(60 * 1024);
    const large = of(LIMIT);
    expect(small.length).toBeGreaterThan(large.length);
    // Commas and brackets of the list are not manifests.
    for (const { spec } of small)
      expect(bytes((spec as unknown as Work).workload.manifests)).toBeLessThan(60 * 1024 + 1024);
  });
  test('an object stays in its ManifestWork when others come, or changes into one that is new', () => {
    const configMaps = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `map-${String(index)}`, namespace: 'tenant-x' },
        data: { text: 'x'.repeat(1024) },
      }));
    const placesOf = (count: number) => {
      const part = { name: 'tenant-x', readiness: [], objects: () => configMaps(count) };
      const made = manifestWorks({ name: 'acme' }, { name: 'eu-1', writesBack: [] }, part, 8 * 1024);
      return new Map(
        made.flatMap(({ metadata, spec }) =>
          (spec as Work).workload.manifests.map((object) => [object.metadata.name, metadata.name] as const),
        ),
      );
    };
    let before = placesOf(1);
    for (let count = 2; count <= 60; count += 1) {
      const now = placesOf(count);
      const known = new Set(before.values());
      for (const [object, place] of before) {
        const next = now.get(object);
        expect([object, next === place || !known.has(next ?? '')]).toEqual([object, true]);
      }
      before = now;
    }
    expect(new Set(before.values()).size).toBeGreaterThan(8);
  });
  test('one object that is too large is refused, by name', () => {
    const { findings } = refusal(() => of(2048));
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['CLN8110']));
    expect(findings[0]?.message).toMatch(/^[A-Z]\w+ \S+ is larger than 2048 bytes/);
  });
});

test.each([
  ['a set without a name', { clusterSet: '' }, 'clusterSet'],
  ['a namespace that is none', { placementNamespace: 'A B' }, 'placementNamespace'],
  ['a limit that holds nothing', { limitBytes: 12 }, 'limitBytes'],
] as const)('%s is refused', (_title, options, property) => {
  const { findings } = refusal(() => filesOf(twoClusters(), openClusterManagement({ limitBytes: LIMIT, ...options })));
  expect(findings.map((finding) => [finding.code, finding.property])).toEqual([['CLN8101', property]]);
});
