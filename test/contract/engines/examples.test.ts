import { build as twoEngines } from '../../../examples/two-engines/fleet';
import { EXAMPLES, changeEngine } from '../../support/engines/change-engine';
import { describeEngines } from '../../support/engines/describe-engines';
import { ENGINES } from '../../support/engines/engines';
import { renderProgram } from '../../support/fleets/render';
import { Judge, podsOf } from '../../support/judge';

jest.setTimeout(30 * 60_000);

const VERSIONS = ['1.36.3', '1.35.4'] as const;

describeEngines('an example with another engine', VERSIONS, (definitions) => {
  const judges: Judge[] = [];

  beforeAll(async () => {
    for (const version of VERSIONS) judges.push(await Judge.start(version, { crds: true, definitions }));
    for (const judge of judges) await judge.allowServiceRanges(['10.210.0.0/16', '10.211.0.0/16']);
  });

  afterAll(async () => {
    await Promise.all(judges.map((judge) => judge.stop()));
  });

  describe.each(ENGINES)('$title', ({ title, engine }) => {
    test.each(EXAMPLES)('examples/%s is accepted strictly, without what is refused by name', async (example) => {
      const { lost, clusters } = changeEngine(example, engine);
      const names = lost.map(({ path, property }) => `${path} ${property}`);
      if (names.length > 0) process.stderr.write(`${example} with ${title} loses ${names.join(', ')}\n`);
      const objects = clusters.flatMap((cluster) => cluster.objects);
      expect(objects.length).toBeGreaterThan(5);
      // What keeps addresses on nodes uses their network, as all that is in kube-system may.
      const ofTenants = objects.filter(({ metadata }) => metadata.namespace !== 'kube-system');
      for (const judge of judges) {
        expect(await judge.refusals(objects)).toEqual([]);
        expect(await judge.podRefusals(podsOf(ofTenants))).toEqual([]);
      }
    });
  });

  test('examples/two-engines is accepted strictly: several engines in one management cluster', async () => {
    const objects = renderProgram(twoEngines).clusters.flatMap((cluster) => cluster.objects);
    for (const judge of judges) expect(await judge.refusals(objects)).toEqual([]);
  });
});
