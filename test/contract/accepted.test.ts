import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Fleet, KubernetesObject, TenantModel } from 'colonnade';
import type { Construct } from 'constructs';
import { fleets, runs, SEED } from '../support/fleets';
import { certificatesOfJobs, objectsInside, renderData, renderProgram } from '../support/fleets/render';
import type { RenderedFleet } from '../support/fleets/render';
import { Judge, podsOf } from '../support/judge';
import { describeReal, REAL_VERSIONS } from '../support/real-parts';

jest.setTimeout(30 * 60_000);

const EXAMPLES = join(__dirname, '../../examples');
/** Examples of the native engine. Those of others need other definitions and are judged beside their engine, in test/contract/engines. */
const NATIVE = readdirSync(EXAMPLES).filter((name) =>
  renderProgram(programOf(name)).model.managementClusters.every(({ tenants }) =>
    tenants.every(({ engine }) => engine.name === 'native'),
  ),
);
const MANAGEMENT = '1.36.3';
const FLEETS = runs(300);

describeReal('what is rendered', REAL_VERSIONS, () => {
  let management: Judge;
  const inside = new Map<string, Judge>();

  beforeAll(async () => {
    management = await Judge.start(MANAGEMENT, { crds: true });
    // Where a fleet fixes a cluster IP and does not say which ranges its management cluster has, it has these.
    await management.allowServiceRanges(['10.210.0.0/16', '10.211.0.0/16']);
    inside.set('1.36', await Judge.start('1.36.3', { crds: false }));
    inside.set('1.35', await Judge.start('1.35.4', { crds: false }));
  });

  afterAll(async () => {
    await Promise.all([management, ...inside.values()].map((judge) => judge.stop()));
  });

  /** The oldest API server here stands for tenants that are older still. */
  function judgeOf(tenant: TenantModel): Judge {
    const judge = inside.get(tenant.version.split('.', 2).join('.')) ?? inside.get('1.35');
    if (judge === undefined) throw new Error('no API server was started');
    return judge;
  }

  async function problemsOf({ model, clusters }: RenderedFleet): Promise<readonly unknown[]> {
    const problems: unknown[] = [];
    for (const [index, { objects }] of clusters.entries()) {
      await management.allowServiceRanges(model.managementClusters[index]?.network.serviceCidrs ?? []);
      problems.push(
        ...(await management.refusals([...objects, ...certificatesOfJobs(objects)])),
        ...(await management.podRefusals(podsOf(objects.filter(isOfTenants)))),
      );
      for (const tenant of model.managementClusters[index]?.tenants ?? []) {
        const contents = objectsInside(objects, tenant.namespace);
        const judge = judgeOf(tenant);
        await judge.allowServiceRanges(tenant.network.serviceCidrs);
        const found = await judge.refusals(contents);
        problems.push(...found.map((refusal) => ({ ...refusal, inside: `${tenant.path} ${tenant.version}` })));
      }
    }
    return problems;
  }

  describe.each(NATIVE)('by examples/%s', (name) => {
    test('is accepted by API servers, strictly: manifests, their pods, and what lives in the tenants', async () => {
      expect(await problemsOf(renderProgram(programOf(name)))).toEqual([]);
    });
  });

  test(`by ${FLEETS} random fleets is accepted likewise (seed ${SEED})`, async () => {
    const property = fc.asyncProperty(fleets, async (data) => {
      expect(await problemsOf(renderData(data))).toEqual([]);
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: FLEETS,
      interruptAfterTimeLimit: 25 * 60_000,
      markInterruptAsFailure: true,
    });
    const judges = [management, ...inside.values()];
    process.stderr.write(`${FLEETS} fleets, ${judges.map(({ sent }) => sent).join(' + ')} different objects\n`);
  });

  test('would be refused with a misspelt field, and a pod without its security settings too', async () => {
    const { clusters } = renderProgram(programOf('quickstart'));
    const objects = clusters.flatMap((cluster) => cluster.objects);
    const deployment = find(objects, 'Deployment', 'kube-apiserver');
    const spec = deployment['spec'] as Record<string, unknown>;
    const misspelt = { ...deployment, spec: { ...spec, replicaz: 2 } };
    expect(await management.refusals([misspelt])).toMatchObject([{ message: saying('replicaz') }]);

    const [pod] = podsOf([deployment]);
    if (pod === undefined) throw new Error('a Deployment has a pod');
    const careless = { ...pod, template: { ...pod.template, spec: { ...pod.template.spec, hostNetwork: true } } };
    expect(await management.podRefusals([careless])).toMatchObject([{ status: 403, message: saying('PodSecurity') }]);
  });
});

/** What keeps addresses on nodes uses their network, as all that is in kube-system may. */
function isOfTenants({ metadata }: KubernetesObject): boolean {
  return metadata.namespace !== 'kube-system';
}

function saying(text: string): string {
  return expect.stringContaining(text) as string;
}

function programOf(example: string): (scope: Construct) => Fleet {
  const { build } = jest.requireActual<{ build: (scope: Construct) => Fleet }>(join(EXAMPLES, example, 'fleet.ts'));
  return build;
}

function find(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`No ${kind} ${name} is rendered.`);
  return found;
}
