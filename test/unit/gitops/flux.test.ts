import { FleetApp } from 'colonnade';
import type { Fleet } from 'colonnade';
import { k0smotron } from 'colonnade/engines/k0smotron';
import { kamaji } from 'colonnade/engines/kamaji';
import { flux } from 'colonnade/gitops';
import { build as k0smotronExample } from '../../../examples/k0smotron/fleet';
import { refusal } from '../synth/folders';
import { codesOf, fileOf, filesOf, objectOf, twoClusters } from './fixtures';

const source = { kind: 'GitRepository', name: 'fleet' } as const;
const files = filesOf(twoClusters(), flux({ source, path: 'clusters/acme' }));
const eu = fileOf(files, 'flux/eu-1/kustomizations.yaml');

describe('the repository', () => {
  test('has a folder to bootstrap with for each management cluster, and one to build for each file', () => {
    expect([...files.keys()].filter((path) => path.startsWith('flux/'))).toEqual([
      'flux/eu-1/kustomizations.yaml',
      ...['management-cluster', 'store-shared', 'tenant-team-a', 'tenant-team-b'].map(
        (part) => `flux/parts/eu-1/${part}/kustomization.yaml`,
      ),
      'flux/us-1/kustomizations.yaml',
      ...['management-cluster', 'tenant-team-c'].map((part) => `flux/parts/us-1/${part}/kustomization.yaml`),
    ]);
  });
  test('is built from the manifests where they are', () => {
    const [built] = fileOf(files, 'flux/parts/eu-1/tenant-team-a/kustomization.yaml');
    const [resource = ''] = (built as unknown as { readonly resources: readonly string[] }).resources;
    const target = new URL(resource, 'file:///flux/parts/eu-1/tenant-team-a/').pathname.slice(1);
    expect(target).toBe('eu-1/tenant-team-a.yaml');
    expect(files.has(target)).toBe(true);
    expect(objectOf(eu, 'Kustomization', 'acme-eu-1-tenant-team-a').spec['path']).toBe(
      './clusters/acme/flux/parts/eu-1/tenant-team-a',
    );
  });
  test('applies each file behind what it needs, and no tenant behind another', () => {
    const behind = (name: string) =>
      ((objectOf(eu, 'Kustomization', name).spec['dependsOn'] ?? []) as readonly { readonly name: string }[]).map(
        (entry) => entry.name,
      );
    expect(behind('acme-eu-1-management-cluster')).toEqual([]);
    expect(behind('acme-eu-1-store-shared')).toEqual(['acme-eu-1-management-cluster']);
    for (const tenant of ['team-a', 'team-b'])
      expect(behind(`acme-eu-1-tenant-${tenant}`)).toEqual(['acme-eu-1-management-cluster', 'acme-eu-1-store-shared']);
  });
  test('reads a source that is there, or brings one', () => {
    expect(eu.filter(({ kind }) => kind !== 'Kustomization')).toEqual([]);
    const own = (layout: Parameters<typeof flux>[0]['source']) =>
      fileOf(filesOf(twoClusters(), flux({ source: layout })), 'flux/eu-1/kustomizations.yaml');
    const git = own({ git: 'ssh://git@git.example.org/fleet.git', ref: { tag: 'v1' }, secretName: 'deploy-key' });
    expect(objectOf(git, 'GitRepository', 'acme').spec).toMatchObject({
      ref: { tag: 'v1' },
      secretRef: { name: 'deploy-key' },
    });
    const oci = own({ oci: 'oci://registry.example.org/fleet', name: 'fleet' });
    expect(objectOf(oci, 'OCIRepository', 'fleet').spec).toMatchObject({ ref: { tag: 'latest' } });
    expect(objectOf(oci, 'Kustomization', 'acme-eu-1-tenant-team-a').spec['sourceRef']).toEqual({
      kind: 'OCIRepository',
      name: 'fleet',
    });
  });
});

describe('what is protected from deletion', () => {
  test('is not pruned, and stays when its Kustomization goes', () => {
    const kept = fileOf(files, 'eu-1/tenant-team-a.yaml').filter(
      ({ metadata }) => metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled',
    );
    expect(kept.map(({ metadata }) => metadata.labels?.['colonnade.dev/deletion-protection'])).toContain('enabled');
    expect(objectOf(eu, 'Kustomization', 'acme-eu-1-tenant-team-a').spec['deletionPolicy']).toBe('Orphan');
  });
  test('is all', () => {
    expect(JSON.stringify(fileOf(files, 'eu-1/tenant-team-b.yaml'))).not.toContain('kustomize.toolkit.fluxcd.io/prune');
    expect(objectOf(eu, 'Kustomization', 'acme-eu-1-tenant-team-b').spec['deletionPolicy']).toBe('MirrorPrune');
  });
  test('nothing is made anew because a field is immutable', () => {
    for (const { spec } of eu) expect(spec['force']).toBe(false);
  });
});

describe('health', () => {
  test('of a tenant is what its engine calls ready, not all of its objects', () => {
    const { spec } = objectOf(eu, 'Kustomization', 'acme-eu-1-tenant-team-a');
    expect(spec['wait']).toBe(false);
    expect(spec['healthChecks']).toEqual(
      ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name,
        namespace: 'tenant-team-a',
      })),
    );
  });
  test('of a datastore is that of all its objects', () => {
    expect(objectOf(eu, 'Kustomization', 'acme-eu-1-store-shared').spec).toMatchObject({ wait: true });
  });
  test('of kinds that Flux does not know is an expression', () => {
    const kustomizations = [...filesOf(k0smotronExample(new FleetApp()), flux({ source }))]
      .filter(([path]) => path.endsWith('kustomizations.yaml'))
      .flatMap(([, objects]) => objects);
    const withExpressions = kustomizations.filter(({ metadata }) => metadata.name.includes('-tenant-'));
    expect(withExpressions.length).toBeGreaterThan(0);
    for (const { spec } of withExpressions) {
      expect(spec['healthCheckExprs']).toEqual([
        expect.objectContaining({
          apiVersion: 'k0smotron.io/v1beta2',
          kind: 'Cluster',
          current: expect.stringMatching(/Available.*KubeconfigSecretAvailable/) as unknown,
        }),
      ]);
    }
  });
});

describe('what controllers write', () => {
  test('is left alone, object by object: a list that the program begins and a controller goes on', () => {
    const engine = k0smotron({ manifests: [{ name: 'extra', configMap: { name: 'extra' } }] });
    const found = [...filesOf(k0smotronExample(new FleetApp()), flux({ source }))].flatMap(([, objects]) => objects);
    expect(engine.writesBack.flatMap(({ pointers }) => pointers)).toContain('/spec/manifests');
    const ignored = found.flatMap(({ kind, spec }) =>
      kind === 'Kustomization' && spec !== undefined ? (spec['ignore'] ?? []) : [],
    );
    expect(ignored).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          target: expect.objectContaining({ group: 'k0smotron.io', kind: 'Cluster' }) as unknown,
          paths: expect.arrayContaining(['/spec/certificateRefs']) as unknown,
        }),
      ]),
    );
  });
});

describe('a Flux somewhere else', () => {
  const remote = filesOf(
    twoClusters(),
    flux({ source, remote: { 'eu-1': { kubeconfigSecret: 'eu-1-kubeconfig' }, 'us-1': { configMap: 'us-1-access' } } }),
  );
  test('reaches each management cluster by a reference to what gets it in', () => {
    const specs = ['eu-1', 'us-1'].map(
      (name) => fileOf(remote, `flux/${name}/kustomizations.yaml`)[0]?.spec['kubeConfig'],
    );
    expect(specs).toEqual([{ secretRef: { name: 'eu-1-kubeconfig' } }, { configMapRef: { name: 'us-1-access' } }]);
  });
});

describe('options', () => {
  test.each([
    ['a password in the URL', { source: { git: 'https://me:secret@git.example.org/x.git' } }, 'CLN8100', 'source.git'],
    ['a URL of another kind', { source: { git: 'git@git.example.org:x.git' } }, 'CLN8101', 'source.git'],
    ['an image without oci', { source: { oci: 'registry.example.org/fleet' } }, 'CLN8101', 'source.oci'],
    ['a source that has no name', { source: { kind: 'GitRepository', name: '' } }, 'CLN8101', 'source.name'],
    ['a folder outside', { source, path: '..' }, 'CLN8101', 'path'],
    ['an interval that is none', { source, interval: 'often' }, 'CLN8101', 'interval'],
    ['a cluster that is not there', { source, remote: { 'eu-2': { configMap: 'x' } } }, 'CLN8102', 'remote.eu-2'],
    [
      'two clusters in one place',
      { source, remote: { 'eu-1': { configMap: 'x' }, 'us-1': { configMap: 'x' } } },
      'CLN8103',
      'remote',
    ],
  ] as const)('%s is refused', (_title, options, code, property) => {
    const { findings } = refusal(() => filesOf(twoClusters(), flux(options)));
    expect(findings.map((finding) => [finding.code, finding.property])).toEqual([[code, property]]);
  });
});

test('operators by Flux come where Flux is, and are refused where it is not', () => {
  const fleet = (): Fleet => twoClusters(new FleetApp(), kamaji({ operator: { install: 'flux' } }));
  expect(codesOf(fleet(), flux({ source }))).toEqual([]);
  expect(codesOf(fleet(), flux({ source, remote: { 'us-1': { configMap: 'x' } } }))).toEqual(['CLN8105']);
});
