import fc from 'fast-check';
import { RANDOM_ENGINES } from '../../support/engines/random';
import { refit } from '../../support/engines/refit';
import { SEED, fleets, runs } from '../../support/fleets';
import { renderData } from '../../support/fleets/render';

const FLEETS = runs(20);

describe.each(Object.entries(RANDOM_ENGINES))(
  `${FLEETS} random fleets with random options of %s (seed ${SEED})`,
  (_name, engines) => {
    test('are rendered but for tenants that a rule refuses, twice the same', () => {
      let tenants = 0;
      const property = fc.property(fleets, engines, (data, engineFor) => {
        const { model } = renderData(data);
        const { objects, model: left } = refit(model, engineFor);
        tenants += left.managementClusters.reduce((sum, cluster) => sum + cluster.tenants.length, 0);
        expect(JSON.stringify(refit(model, engineFor).objects)).toBe(JSON.stringify(objects));
      });
      fc.assert(property, { seed: SEED, numRuns: FLEETS });
      expect(tenants).toBeGreaterThan(FLEETS / 10);
    });
  },
);
