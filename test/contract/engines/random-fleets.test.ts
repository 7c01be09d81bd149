import fc from 'fast-check';
import { describeEngines } from '../../support/engines/describe-engines';
import { PAIRS } from '../../support/engines/engines';
import { RANDOM_ENGINES } from '../../support/engines/random';
import { refit } from '../../support/engines/refit';
import { fleets, runs, SEED } from '../../support/fleets';
import { renderData } from '../../support/fleets/render';
import { Judge, podsOf } from '../../support/judge';

jest.setTimeout(60 * 60_000);

/** The newer one is asked about every fleet. */
const VERSIONS = ['1.36.3', '1.35.4'] as const;
const FLEETS = runs(300);
/** Every so many fleets, the older API server is asked too. */
const OLDER_EVERY = 6;

describeEngines(
  `what ${FLEETS} random fleets render (seed ${SEED})`,
  VERSIONS,
  (definitions) => {
    const judges: Judge[] = [];

    beforeAll(async () => {
      for (const version of VERSIONS) judges.push(await Judge.start(version, { crds: true, definitions }));
      for (const judge of judges) await judge.allowServiceRanges(['10.210.0.0/16', '10.211.0.0/16']);
    });

    afterAll(async () => {
      await Promise.all(judges.map((judge) => judge.stop()));
    });

    test.each(Object.entries(RANDOM_ENGINES))(
      `with random options of %s is accepted strictly by 1.36, and every ${OLDER_EVERY}th fleet by 1.35`,
      async (name, engines) => {
        const seen = { fleets: 0, tenants: 0, refused: 0, objects: 0, older: 0 };
        const property = fc.asyncProperty(fleets, engines, async (data, engineFor) => {
          const { model, objects, refused } = refit(renderData(data).model, engineFor);
          const asked = seen.fleets % OLDER_EVERY === 0 ? judges : judges.slice(0, 1);
          seen.fleets += 1;
          seen.refused += refused.length;
          seen.objects += objects.length;
          if (asked.length > 1) seen.older += objects.length;
          seen.tenants += model.managementClusters.reduce((sum, { tenants }) => sum + tenants.length, 0);
          for (const judge of asked) {
            for (const { network } of model.managementClusters) await judge.allowServiceRanges(network.serviceCidrs);
            expect([...(await judge.refusals(objects)), ...(await judge.podRefusals(podsOf(objects)))]).toEqual([]);
          }
        });
        await fc.assert(property, {
          seed: SEED,
          numRuns: FLEETS,
          interruptAfterTimeLimit: 50 * 60_000,
          markInterruptAsFailure: true,
        });
        process.stderr.write(`${name}: ${JSON.stringify(seen)}\n`);
        expect(seen.tenants).toBeGreaterThan(FLEETS / 10);
      },
    );
  },
  PAIRS,
);
