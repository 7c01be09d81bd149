import type { KubernetesObject } from 'colonnade';
import { build } from '../../../examples/kamaji/fleet';
import { renderProgram } from '../../support/fleets/render';
import { describeCrds } from '../../support/describe-crds';
import { Judge, podsOf } from '../../support/judge';
import type { Definition } from '../../support/module-crds';
import { projectCrds } from '../../support/module-crds';

jest.setTimeout(30 * 60_000);

const KINDS = ['datastores', 'kubeconfiggenerators', 'tenantcontrolplanes'].map((kind) => `${kind}.kamaji.clastix.io`);

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
