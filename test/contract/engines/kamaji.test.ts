import fc from 'fast-check';
import type { FleetModel, KubernetesObject } from 'colonnade';
import { kamaji } from 'colonnade/engines/kamaji';
import type { DataStoreOptions } from 'colonnade/engines/kamaji';
import { runChecks } from '../../../lib/checks';
import type { ManagementClusterModel } from '../../../lib/model';
import { build } from '../../../examples/kamaji/fleet';
import { fleets, runs, SEED } from '../../support/fleets';
import { renderData, renderProgram } from '../../support/fleets/render';
import { describeCrds } from '../../support/describe-crds';
import { Judge, podsOf } from '../../support/judge';
import type { Definition } from '../../support/module-crds';
import { projectCrds } from '../../support/module-crds';

jest.setTimeout(30 * 60_000);

const KINDS = ['datastores', 'kubeconfiggenerators', 'tenantcontrolplanes'].map((kind) => `${kind}.kamaji.clastix.io`);
const FLEETS = runs(300);

/** Definitions of what stands beside Kamaji's objects, where they are. */
const BESIDE = [
  ...projectCrds('argo-cd', ['applications.argoproj.io']),
  ...projectCrds('flux-source', ['helmrepositories.source.toolkit.fluxcd.io']),
  ...projectCrds('prometheus-operator', ['prometheusrules.monitoring.coreos.com']),
];

/** Kinds whose definitions are not at hand. */
function isKnown({ apiVersion }: KubernetesObject): boolean {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const foreign = ['argoproj.io', 'source.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'monitoring.coreos.com'];
  return !foreign.includes(group) || BESIDE.some(({ spec }) => spec.group === group);
}

/** Every store that exists already is described, so that its tenants can be rendered. */
function descriptions(cluster: ManagementClusterModel): Readonly<Record<string, DataStoreOptions>> {
  const secret = (key: string) => ({ name: 'ca', namespace: 'data', key });
  const pair = { certificate: secret('tls.crt'), privateKey: secret('tls.key') };
  const external = cluster.stores.filter(({ origin }) => origin === 'external');
  return Object.fromEntries(
    external.map(({ name, endpoints }) => [
      name,
      {
        driver: 'etcd' as const,
        endpoints: endpoints.map((endpoint) => endpoint.replace('https://', '')),
        tls: { certificateAuthority: pair, clientCertificate: pair },
      },
    ]),
  );
}

/** The same fleet with this engine; without the tenants that one of its rules refuses, which are named. */
function withKamaji(model: FleetModel): { readonly model: FleetModel; readonly refused: readonly string[] } {
  const managementClusters = model.managementClusters.map((cluster) => {
    const { reference } = kamaji({ dataStores: descriptions(cluster) });
    const tenants = cluster.tenants.map((tenant) => ({ ...tenant, engine: reference }));
    return { ...cluster, engine: reference, tenants };
  });
  const changed = { ...model, managementClusters };
  const refused = runChecks(changed, { rules: kamaji().rules })
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ path }) => path);
  return {
    refused,
    model: {
      ...changed,
      managementClusters: managementClusters.map((cluster) => ({
        ...cluster,
        tenants: cluster.tenants.filter(({ path }) => !refused.includes(path)),
      })),
    },
  };
}

function objectsOf({ managementClusters }: FleetModel): readonly KubernetesObject[] {
  const engine = kamaji();
  return managementClusters.flatMap((cluster) => [
    ...engine.renderCluster(cluster),
    ...cluster.stores.flatMap((store) => engine.renderStore({ ...store, patches: [] }, { cluster })),
    // Patches of the random fleets name objects of the native engine.
    ...cluster.tenants.flatMap((tenant) => engine.renderTenant({ ...tenant, patches: [] }, { cluster })),
  ]);
}

describeCrds('what is rendered for Kamaji', 'kamaji', KINDS, (definitions: readonly Definition[]) => {
  let judge: Judge;

  beforeAll(async () => {
    judge = await Judge.start('1.36.3', { crds: true, definitions: [...definitions, ...BESIDE] });
  });

  afterAll(() => judge.stop());

  async function problemsOf(objects: readonly KubernetesObject[]): Promise<readonly unknown[]> {
    const known = objects.filter(isKnown);
    return [...(await judge.refusals(known)), ...(await judge.podRefusals(podsOf(known)))];
  }

  test('by examples/kamaji is accepted, strictly', async () => {
    const { clusters } = renderProgram(build);
    expect(await problemsOf(clusters.flatMap(({ objects }) => objects))).toEqual([]);
  });

  test(`by ${FLEETS} random fleets is accepted likewise (seed ${SEED})`, async () => {
    let tenants = 0;
    let left = 0;
    const property = fc.asyncProperty(fleets, async (data) => {
      const { model, refused } = withKamaji(renderData(data).model);
      left += refused.length;
      tenants += model.managementClusters.reduce((sum, cluster) => sum + cluster.tenants.length, 0);
      expect(await problemsOf(objectsOf(model))).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: FLEETS });
    process.stderr.write(`${FLEETS} fleets, ${tenants} tenants, ${left} refused by rules, ${judge.sent} objects\n`);
    expect(tenants).toBeGreaterThan(FLEETS / 10);
  });

  test('would be refused with a field that Kamaji does not have', async () => {
    const objects = renderProgram(build).clusters.flatMap((cluster) => cluster.objects);
    const found = objects.find(({ kind }) => kind === 'TenantControlPlane');
    if (found === undefined) throw new Error('No TenantControlPlane is rendered.');
    const misspelt = { ...found, spec: { ...(found['spec'] as object), dataStor: 'shared' } };
    expect(await judge.refusals([misspelt])).toMatchObject([
      { message: expect.stringContaining('dataStor') as string },
    ]);
  });
});
