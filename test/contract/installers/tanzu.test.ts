import { tanzu } from 'colonnade/installers/tanzu';
import { describeCrds } from '../../support/describe-crds';
import { objectsOf } from '../../support/installers';
import type { SentObject } from '../../support/installers';
import { Judge } from '../../support/judge';
import { FULL, SHORT } from '../../unit/installers/tanzu/samples';

describeCrds('Cluster API of a Supervisor', 'cluster-api', ['clusters.cluster.x-k8s.io'], (definitions) => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await Judge.start('1.36.3', { crds: false, definitions });
  }, 300_000);
  afterAll(() => judge.stop());

  test.each([
    ['v1beta2', SHORT],
    ['v1beta2 with everything', { ...FULL, apiVersion: 'v1beta2' as const }],
    ['v1beta1 with everything', FULL],
  ])('takes the Cluster in %s', async (_, props) => {
    const objects = objectsOf(tanzu(props), 'cluster.yaml');
    expect(objects).toHaveLength(1);
    expect(await judge.refusals(objects)).toEqual([]);
  });
  test('would refuse fields of the other version', async () => {
    const [cluster] = objectsOf(tanzu(SHORT), 'cluster.yaml');
    if (cluster === undefined) throw new Error('there is no cluster');
    const wrong: SentObject = { ...cluster, apiVersion: 'cluster.x-k8s.io/v1beta1' };
    expect(await judge.refusals([wrong])).toMatchObject([{ message: expect.stringContaining('classRef') as string }]);
  });
});
