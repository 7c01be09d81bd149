import { FleetApp } from 'colonnade';
import type { OutputLayout } from 'colonnade';
import { argoCd, flux } from 'colonnade/gitops';
import { build as argoExample } from '../../../examples/gitops-argo/fleet';
import { layout as argoLayout } from '../../../examples/gitops-argo/layout';
import { build as fluxExample } from '../../../examples/gitops-flux/fleet';
import { layout as fluxLayout } from '../../../examples/gitops-flux/layout';
import { build as clusterApi } from '../../../examples/cluster-api/fleet';
import { build as k0smotron } from '../../../examples/k0smotron/fleet';
import { build as kamaji } from '../../../examples/kamaji/fleet';
import { describeCrds } from '../../support/describe-crds';
import { Judge } from '../../support/judge';
import { projectCrds } from '../../support/module-crds';
import { filesOf, objectOf, twoClusters } from '../../unit/gitops/fixtures';

jest.setTimeout(30 * 60_000);

const BUILDS = { 'two clusters': twoClusters, kamaji, k0smotron, 'cluster-api': clusterApi };
const repository = 'https://git.example.org/platform/fleet.git';
const source = { kind: 'GitRepository', name: 'fleet' } as const;

/** Operators that Argo CD installs come where it runs. */
const IN_CLUSTER = { 'eu-1': { server: 'https://kubernetes.default.svc' } } as const;

const LAYOUTS: readonly (readonly [string, OutputLayout])[] = [
  ['Argo CD as a hub', argoCd({ repository, destinations: IN_CLUSTER })],
  [
    'Argo CD with an ApplicationSet',
    argoCd({ repository, generator: 'application-set', sync: 'manual', destinations: IN_CLUSTER }),
  ],
  ['Argo CD in each cluster', argoCd({ repository, topology: 'local', path: 'out', prune: false })],
  ['Flux with a source that is there', flux({ source })],
  [
    'Flux with a repository',
    flux({ source: { git: 'ssh://git@git.example.org/fleet.git', secretName: 'key' }, serviceAccountName: 'fleet' }),
  ],
  ['Flux with an artifact', flux({ source: { oci: 'oci://registry.example.org/fleet' }, timeout: '1h' })],
];

const KUSTOMIZE = 'kustomize.config.k8s.io/v1beta1';

/** What Argo CD and Flux read, without the manifests that they apply and without what kustomize reads. */
function judged(build: (app: FleetApp) => Parameters<typeof filesOf>[0], layout: OutputLayout) {
  return [...filesOf(build(new FleetApp()), layout)]
    .filter(([path]) => /^(argo-cd|flux)\//.test(path))
    .flatMap(([, objects]) => objects)
    .filter(({ apiVersion }) => apiVersion !== KUSTOMIZE);
}

describeCrds(
  'what GitOps tools read',
  'argo-cd',
  ['applications.argoproj.io', 'applicationsets.argoproj.io', 'appprojects.argoproj.io'],
  (definitions) => {
    const beside = [
      ...projectCrds('flux', ['kustomizations.kustomize.toolkit.fluxcd.io']),
      ...projectCrds('flux-source', [
        'gitrepositories.source.toolkit.fluxcd.io',
        'ocirepositories.source.toolkit.fluxcd.io',
      ]),
    ];
    let judge: Judge;

    beforeAll(async () => {
      judge = await Judge.start('1.36.3', { crds: false, definitions: [...definitions, ...beside] });
    });

    afterAll(() => judge.stop());

    describe.each(LAYOUTS)('by %s', (_name, layout) => {
      test.each(Object.entries(BUILDS))('is accepted, strictly: %s', async (_build, build) => {
        const objects = judged(build, layout);
        expect(objects.length).toBeGreaterThan(2);
        expect(await judge.refusals(objects)).toEqual([]);
      });
    });

    test('of examples/gitops-argo and examples/gitops-flux is accepted', async () => {
      expect(await judge.refusals(judged(argoExample, argoLayout))).toEqual([]);
      expect(await judge.refusals(judged(fluxExample, fluxLayout))).toEqual([]);
    });

    test.each([
      ['Application', 'acme-eu-1-tenant-team-a', argoCd({ repository })],
      ['AppProject', 'acme', argoCd({ repository })],
      ['ApplicationSet', 'acme', argoCd({ repository, generator: 'application-set' })],
      ['Kustomization', 'acme-eu-1-tenant-team-a', flux({ source })],
    ] as const)('would be refused with a field that is not there: %s', async (kind, name, layout) => {
      const found = objectOf(judged(twoClusters, layout), kind, name);
      expect(await judge.refusals([{ ...found, ...{ spec: { ...found.spec, nowhere: true } } }])).toEqual([
        expect.objectContaining({ message: expect.stringContaining('nowhere') as string }),
      ]);
    });
  },
);
