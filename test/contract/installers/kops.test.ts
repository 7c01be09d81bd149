import { kops } from 'colonnade/installers/kops';
import { describeCrds } from '../../support/describe-crds';
import { objectsOf } from '../../support/installers';
import type { SentObject } from '../../support/installers';
import { Judge } from '../../support/judge';
import { FULL, SHORT } from '../../unit/installers/kops/samples';

describeCrds('what kOps defines', 'kops', ['clusters.kops.k8s.io', 'instancegroups.kops.k8s.io'], (definitions) => {
  let judge: Judge;
  beforeAll(async () => {
    // The group belongs to Kubernetes, whose definitions say where they were approved; kOps serves its own nowhere.
    const annotations = { 'api-approved.kubernetes.io': 'unapproved, for a test' };
    const approved = definitions.map((definition) => ({
      ...definition,
      metadata: { ...definition.metadata, annotations },
    }));
    judge = await Judge.start('1.36.3', { crds: false, definitions: approved });
  }, 300_000);
  afterAll(() => judge.stop());

  const sent = (props: typeof SHORT) =>
    ['cluster.yaml', 'instance-groups.yaml'].flatMap((path) => objectsOf(kops(props), path));

  test.each([
    ['a short program', SHORT],
    ['everything said otherwise', FULL],
  ])('takes every object of %s', async (_, props) => {
    expect(sent(props).length).toBeGreaterThan(5);
    expect(await judge.refusals(sent(props))).toEqual([]);
  });
  test('would refuse a field that it does not know', async () => {
    const [cluster] = sent(SHORT);
    if (cluster === undefined) throw new Error('there is no cluster');
    const wrong: SentObject = { ...cluster, spec: { ...cluster.spec, colour: 'blue' } };
    expect(await judge.refusals([wrong])).toMatchObject([{ message: expect.stringContaining('colour') as string }]);
  });
});
