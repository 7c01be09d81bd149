import { FleetApp } from 'colonnade';
import { openClusterManagement } from 'colonnade/gitops';
import { build as full } from '../../../examples/full/fleet';
import { build as k0smotron } from '../../../examples/k0smotron/fleet';
import { build as kamaji } from '../../../examples/kamaji/fleet';
import { resourceNameOf } from '../../../lib/gitops/open-cluster-management/resource-name';
import { describeCrds } from '../../support/describe-crds';
import { Judge } from '../../support/judge';
import { crdFolders, everyDefinitionIn } from '../../support/module-crds';
import { filesOf, objectOf, twoClusters } from '../../unit/gitops/fixtures';

jest.setTimeout(30 * 60_000);

const BUILDS = { 'two clusters': twoClusters, full, kamaji, k0smotron };
const layout = openClusterManagement({
  limitBytes: 100 * 1024,
  tenants: true,
  placementNamespace: 'policies',
  addOns: ['policyController'],
});

/** What nobody here has a definition of: it is Red Hat's. */
const UNKNOWN = 'KlusterletAddonConfig';

const judged = (build: (app: FleetApp) => Parameters<typeof filesOf>[0]) =>
  [...filesOf(build(new FleetApp()), layout)]
    .filter(([path]) => path.startsWith('open-cluster-management/'))
    .flatMap(([, objects]) => objects)
    .filter(({ kind }) => kind !== UNKNOWN);

describeCrds(
  'what a hub of Open Cluster Management reads',
  'open-cluster-management',
  [
    'managedclusters.cluster.open-cluster-management.io',
    'managedclustersets.cluster.open-cluster-management.io',
    'managedclustersetbindings.cluster.open-cluster-management.io',
    'placements.cluster.open-cluster-management.io',
    'manifestworks.work.open-cluster-management.io',
  ],
  (definitions) => {
    let judge: Judge;

    beforeAll(async () => {
      judge = await Judge.start('1.36.3', { crds: false, definitions });
    });

    afterAll(() => judge.stop());

    test.each(Object.entries(BUILDS))('is accepted, strictly: %s', async (_name, build) => {
      const objects = judged(build);
      expect(objects.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['ManagedCluster', 'ManifestWork', 'Placement']),
      );
      expect(await judge.refusals(objects)).toEqual([]);
    });

    test('would be refused with a field that is not there', async () => {
      const found = objectOf(judged(twoClusters), 'ManifestWork', 'acme-tenant-team-b');
      expect(await judge.refusals([{ ...found, ...{ spec: { ...found.spec, nowhere: true } } }])).toEqual([
        expect.objectContaining({ message: expect.stringContaining('nowhere') as string }),
      ]);
    });

    test('names the resource of each kind as its definition does', () => {
      const folders = crdFolders().flatMap((folder) =>
        ['kamaji', 'k0smotron', 'cluster-api', 'argo-cd', 'cert-manager', 'prometheus-operator', 'gateway-api'].map(
          (project) => `${folder}/${project}`,
        ),
      );
      const known = folders.flatMap((folder) => everyDefinitionIn(folder)).map(({ spec }) => spec.names);
      const wrong = known.filter(({ kind, plural }) => resourceNameOf(kind) !== plural);
      expect(known.length).toBeGreaterThan(30);
      expect(wrong).toEqual([]);
    });
  },
);
