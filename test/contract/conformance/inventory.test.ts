import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { conformanceTests, imagesOfTests } from '../../conformance/e2e-test';
import { kubernetesSources, STAND_INS } from '../../conformance/images';
import { listProblems, readLists, readSample } from '../../conformance/lists';
import { describeReal } from '../../support/real-parts';

describeReal(
  "Kubernetes' own conformance tests",
  [],
  () => {
    let inventory: readonly string[];
    let images: readonly string[];
    beforeAll(async () => {
      [inventory, images] = await Promise.all([conformanceTests(), imagesOfTests()]);
    }, 600_000);

    test('are those that upstream publishes for this version', async () => {
      const file = join(await kubernetesSources(), 'test/conformance/testdata/conformance.yaml');
      const published = parse(readFileSync(file, 'utf8')) as readonly { readonly codename: string }[];
      expect(inventory).toEqual(published.map(({ codename }) => codename).sort());
    });

    test('have every entry of the lists, and the lists have no entry that is not needed', () => {
      expect(listProblems(readLists(), { inventory: new Set(inventory), images, standIns: STAND_INS })).toEqual([]);
    });

    test('have every test of the sample', () => {
      expect(readSample().filter((test) => !inventory.includes(test))).toEqual([]);
    });

    test('ask for the images that there are stand-ins for', () => {
      expect(STAND_INS.filter((image) => !images.includes(image))).toEqual([]);
    });
  },
  ['conformance'],
);
