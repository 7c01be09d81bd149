import type { KubernetesObject } from 'colonnade';
import type { Engine } from '../../../lib/engines';
import { aws, clusterApi, k0smotronControlPlane, kamajiControlPlane } from '../../../lib/engines/cluster-api';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { describeCrds } from '../../support/describe-crds';
import { Judge } from '../../support/judge';
import { projectCrds } from '../../support/module-crds';
import { managementCluster } from '../../unit/engines/native/fixtures';

jest.setTimeout(30 * 60_000);

const WAYS = ['argo-cd', 'flux'] as const;

const PROVIDERS = ['bootstrap', 'controlplane', 'core', 'infrastructure'].map(
  (kind) => `${kind}providers.operator.cluster.x-k8s.io`,
);

const AWS = aws({ region: 'eu-central-1' });

const ENGINES: readonly (readonly [string, (install: (typeof WAYS)[number]) => Engine])[] = [
  ['kamaji', (install) => kamaji({ operator: { install, values: { replicaCount: 2 } } })],
  ['k0smotron', (install) => k0smotron({ operator: { install } })],
  [
    'cluster-api with kamaji',
    (install) =>
      clusterApi({
        controlPlane: kamajiControlPlane(),
        infrastructure: AWS,
        operator: { install, credentials: { name: 'aws', namespace: 'capa-system' } },
      }),
  ],
  [
    'cluster-api with k0smotron',
    (install) => clusterApi({ controlPlane: k0smotronControlPlane(), infrastructure: AWS, operator: { install } }),
  ],
];

describeCrds('what installs operators', 'argo-cd', ['applications.argoproj.io'], (applications) => {
  const beside = [
    ...projectCrds('flux', ['kustomizations.kustomize.toolkit.fluxcd.io']),
    ...projectCrds('flux-source', [
      'helmrepositories.source.toolkit.fluxcd.io',
      'gitrepositories.source.toolkit.fluxcd.io',
    ]),
    ...projectCrds('flux-helm', ['helmreleases.helm.toolkit.fluxcd.io']),
    ...projectCrds('cluster-api-operator', PROVIDERS),
  ];
  let judge: Judge;

  beforeAll(async () => {
    judge = await Judge.start('1.36.3', { crds: false, definitions: [...applications, ...beside] });
  });

  afterAll(() => judge.stop());

  function judged(engine: Engine): readonly KubernetesObject[] {
    return engine
      .renderCluster(managementCluster({ engine: engine.reference }))
      .filter(({ apiVersion }) => !apiVersion.startsWith('cert-manager.io/'));
  }

  test.each(WAYS.flatMap((way) => ENGINES.map(([name, engine]) => [name, way, engine(way)] as const)))(
    'for engine %s by %s is accepted, strictly',
    async (_name, _way, engine) => {
      const objects = judged(engine);
      expect(objects.filter(({ kind }) => /Application|Repository|Provider/.test(kind))).not.toEqual([]);
      expect(await judge.refusals(objects)).toEqual([]);
    },
  );

  test('would be refused with a field that is not there', async () => {
    const found = judged(k0smotron({ operator: { install: 'argo-cd' } })).find(({ kind }) => kind === 'Application');
    if (found === undefined) throw new Error('there is an Application');
    expect(await judge.refusals([{ ...found, ...{ spec: { ...(found['spec'] as object), projekt: 'x' } } }])).toEqual([
      expect.objectContaining({ message: expect.stringContaining('projekt') as string }),
    ]);
  });
});
